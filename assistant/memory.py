"""Where conversations are kept: in the process, in a SQLite file, or in PostgreSQL."""

from __future__ import annotations

import sqlite3
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import BaseCheckpointSaver, ChannelVersions, Checkpoint, CheckpointMetadata
from langgraph.checkpoint.sqlite import SqliteSaver

from assistant.settings import Settings, SettingsError


class Conversations(SqliteSaver):
    """A SQLite checkpointer that keeps the latest state of each conversation only: the state holds its own history."""

    def put(
        self,
        config: RunnableConfig,
        checkpoint: Checkpoint,
        metadata: CheckpointMetadata,
        new_versions: ChannelVersions,
    ) -> RunnableConfig:
        """Save a state and drop the earlier ones of the same conversation."""
        saved = super().put(config, checkpoint, metadata, new_versions)
        key = (str(config["configurable"]["thread_id"]), config["configurable"]["checkpoint_ns"], checkpoint["id"])
        with self.cursor() as cursor:
            for table in ("checkpoints", "writes"):
                cursor.execute(
                    f"DELETE FROM {table} WHERE thread_id = ? AND checkpoint_ns = ? AND checkpoint_id < ?", key
                )
        return saved


def open_memory(settings: Settings, stack: ExitStack) -> BaseCheckpointSaver[Any]:
    """The checkpointer the settings ask for; what it opens is closed with `stack`.

    Raises SettingsError when the file or the server cannot be used.
    """
    if settings.database_url:
        return _postgres(settings.database_url, stack)
    return _sqlite(settings.store, stack)


def _sqlite(path: Path | None, stack: ExitStack) -> BaseCheckpointSaver[Any]:
    try:
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path or ":memory:", check_same_thread=False, timeout=30)
        stack.callback(connection.close)
        saver = Conversations(connection)
        saver.setup()
    except (OSError, sqlite3.Error) as error:
        hint = "a file this program may write, e.g. conversations.db"
        raise SettingsError("SMETA_STORE", f"{path} cannot be used ({error})", hint) from error
    return saver


def _postgres(url: str, stack: ExitStack) -> BaseCheckpointSaver[Any]:
    try:
        from langgraph.checkpoint.postgres import PostgresSaver
    except ImportError as error:
        hint = 'pip install "smeta[postgres]"'
        raise SettingsError("SMETA_DATABASE_URL", "PostgreSQL support is not installed", hint) from error
    try:
        saver = stack.enter_context(PostgresSaver.from_conn_string(url))
        saver.setup()
    except Exception as error:  # the driver's own errors, whose classes live in an optional package
        hint = "check the address, the name and that the server runs"
        raise SettingsError("SMETA_DATABASE_URL", f"the server did not answer ({error})", hint) from error
    return saver
