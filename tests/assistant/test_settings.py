"""Settings: read once, checked, and a mistake is named with what to write instead."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant import Settings
from assistant.settings import SettingsError
from knowledge import default_data_dir
from knowledge.embedding import describe


def test_nothing_set_works_offline():
    settings = Settings.from_environment({})
    assert settings == Settings()
    assert settings.model == "built-in"
    assert settings.store is None


def test_the_environment_is_read():
    settings = Settings.from_environment(
        {
            "SMETA_MODEL": "openai:gpt-5",
            "SMETA_DATA": "/tmp/d",
            "SMETA_PORT": "8000",
            "SMETA_LANGUAGE": "RU",
            "SMETA_STORE": " ",
        }
    )
    assert settings.model == "openai:gpt-5"
    assert settings.data_dir == Path("/tmp/d")
    assert settings.port == 8000
    assert settings.language == "ru"
    assert settings.store is None


def test_what_is_given_outright_wins():
    assert Settings.from_environment({"SMETA_PORT": "8000"}, port=9000, host=None).port == 9000


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SMETA_MODEL", "gpt"),
        ("SMETA_MODEL", "openai:"),
        ("SMETA_PORT", "http"),
        ("SMETA_PORT", "70000"),
        ("SMETA_LANGUAGE", "de"),
        ("SMETA_DATABASE_URL", "mysql://x"),
        ("SMETA_CHROMA_URL", "chroma"),
        ("SMETA_MODEL_TIMEOUT", "0"),
        ("SMETA_MAX_MESSAGE_CHARS", "1"),
    ],
)
def test_a_mistake_is_named_with_a_hint(name, value):
    with pytest.raises(SettingsError, match=rf"^{name}: .+\. hint: .+"):
        Settings.from_environment({name: value})


def test_two_places_for_conversations_are_refused():
    with pytest.raises(SettingsError, match="SMETA_STORE"):
        Settings(store=Path("a.db"), database_url="postgresql://h/d")


def test_the_index_of_this_machine_is_used_where_there_is_one(monkeypatch, tmp_path):
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert Settings().with_index().data_dir is None
    home = default_data_dir()
    home.mkdir(parents=True)
    (home / "index.json").write_text(json.dumps({"embedder": describe(None).name}), encoding="utf-8")
    assert Settings().with_index().data_dir == home
    assert Settings().with_index().store is None
    assert Settings(data_dir=tmp_path).with_index().data_dir == tmp_path
    (home / "index.json").write_text(json.dumps({"embedder": "another"}), encoding="utf-8")
    assert Settings().with_index().data_dir is None
