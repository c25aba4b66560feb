"""The public door: open the knowledge, search it, add a person's own documents.

On disk are ``index.json`` (which embedding model the index is for), ``vectors`` (Chroma), ``stems.json`` and
``libraries`` (what was read from a person's own files); without a folder that can be written to all is in memory.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

import numpy as np

from knowledge.contrast import Contrast, load_off_topic
from knowledge.data_folder import check_stamp, stamp, usable, vectors_at_hand
from knowledge.embedded import embedded_texts, glossed_texts, short_vectors, shown_text, texts_to_embed
from knowledge.embedding import Embedder, EmbedderError, describe, open_embedder
from knowledge.evidence import Weights
from knowledge.hits import Hit, hit_of
from knowledge.index import LibraryIndex
from knowledge.judgement import judge_for
from knowledge.kept_stems import KeptStems
from knowledge.lexicons import Lexicons
from knowledge.library import LIBRARY_FOLDER, Article, Library, read_library
from knowledge.loading import Loading, for_the_end
from knowledge.questions import Question, ask, continues
from knowledge.search import Found, rank
from knowledge.store import AddReport, Documents, LibraryStore
from knowledge.text_ids import text_id
from knowledge.vectors import IndexMismatchError, Progress, VectorStore

GUIDANCE = "guidance"
NEAREST = 200
_LOADING_SECONDS = 20.0
log = logging.getLogger(__name__)


class Knowledge:
    """The library and a person's own documents, open for searching.

    Words are searched at once; meaning joins when the embedder has been loaded (`wait`). Safe to share among threads.
    """

    def __init__(self, data_dir: Path | None, embedder: str | None, chroma_url: str | None) -> None:
        self.description = describe(embedder)
        self.data_dir = usable(data_dir)
        self._stems = KeptStems(self.data_dir)
        self.problem: str | None = None
        self._chroma_url = chroma_url
        self._embedder_name = embedder
        self._embedder: Embedder | None = None
        self._vectors: VectorStore | None = None
        self._indexes: dict[str, LibraryIndex] = {}
        self._stores: dict[str, LibraryStore] = {}
        self._contrast = Contrast({}, {})
        self._lexicons = Lexicons(self._stems)
        self._lock = threading.RLock()
        self._ready = threading.Event()
        self._loading = Loading()
        self._patience = 0.0
        self._library = Library()

    @classmethod
    def open(
        cls,
        data_dir: Path | None = None,
        embedder: str | None = None,
        *,
        background: bool = True,
        words_only: bool = False,
        chroma_url: str | None = None,
        library_folder: Path = LIBRARY_FOLDER,
    ) -> Knowledge:
        """Open the knowledge.

        Args:
            data_dir: where vectors and added documents are kept; None keeps them in memory.
            embedder: the embedding model's name; None is the built-in one.
            background: load the embedder in a thread and return at once; otherwise return when meaning is there too.
            words_only: leave meaning out: the embedder is not loaded.
            chroma_url: a Chroma server to keep the vectors, in place of the data folder.
            library_folder: where the articles are.

        Raises:
            IndexMismatchError: the index in ``data_dir`` was built with another embedding model.
        """
        knowledge = cls(data_dir, embedder, chroma_url)
        check_stamp(knowledge.data_dir, knowledge.description.name)
        knowledge._load_library(library_folder)
        if words_only:
            knowledge._lexicons.learn(knowledge._indexes[GUIDANCE])
            knowledge._ready.set()
        elif background:
            knowledge._patience = _LOADING_SECONDS if vectors_at_hand(knowledge.data_dir, embedder) else 0.0
            knowledge._loading.start(partial(knowledge._load_meaning, quietly=True))
        else:
            knowledge._load_meaning()
        return knowledge

    @property
    def ready(self) -> bool:
        """Whether meaning is searched too."""
        return self._ready.is_set() and self._embedder is not None

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until the embedder is loaded; whether meaning is searched."""
        self._ready.wait(seconds)
        return self.ready

    def libraries(self) -> tuple[str, ...]:
        """Names of the libraries there are."""
        stored = Documents(self.data_dir).names() if self.data_dir else ()
        with self._lock:
            return tuple(dict.fromkeys((GUIDANCE, *stored, *self._stores)))

    def articles(self, library: str) -> tuple[Article, ...]:
        """A library's articles, each in one of its languages, in the order of their ids.

        Raises:
            KeyError: there is no library of this name.
        """
        return tuple(next(iter(versions.values())) for versions in self.index_of(library).versions if versions)

    def titles(self, library: str) -> tuple[str, ...]:
        """Titles of a library's articles, in the order of their ids.

        Raises:
            KeyError: there is no library of this name.
        """
        return tuple(article.title for article in self.articles(library))

    def article(self, name: str, language: str, library: str = GUIDANCE) -> Article:
        """An article in the language, or in the one it has.

        Raises:
            KeyError: there is no such article or library.
        """
        if library == GUIDANCE:
            return self._library.article(name, language)
        index = self.index_of(library)
        versions = index.versions[index.ids.index(name)] if name in index.ids else {}
        if not versions:
            raise KeyError(name)
        return versions.get(language) or next(iter(versions.values()))

    def search(
        self,
        query: str,
        *,
        language: str | None = None,
        top: int = 5,
        libraries: Sequence[str] = (GUIDANCE,),
        context: str | None = None,
    ) -> list[Hit]:
        """Articles that answer a question, best first; an empty list when nothing is relevant.

        Args:
            query: the question as it was asked.
            language: language the passages should be in; the question's own by default.
            top: the most articles to return.
            libraries: names of the libraries to look in.
            context: what was said before, for a question that leans on it («а в России?»).

        Raises:
            KeyError: there is no library of this name.
        """
        return self.search_many([query], language=language, top=top, libraries=libraries, context=context)[0]

    def search_many(
        self,
        queries: Sequence[str],
        *,
        language: str | None = None,
        top: int = 5,
        libraries: Sequence[str] = (GUIDANCE,),
        context: str | None = None,
    ) -> list[list[Hit]]:
        """`search` for many questions at once, which is faster than one by one."""
        if self._patience:  # the vectors are there and have only to be loaded: the first question waits for them
            self.wait(self._patience)
            self._patience = 0.0
        indexes = [self.index_of(name) for name in libraries]
        answers: list[list[Hit]] = [[] for _ in queries]
        for index in indexes:
            for number, hits in enumerate(self._search_one(index, queries, language, top, context)):
                answers[number].extend(hits)
        return [sorted(hits, key=lambda hit: -hit.score)[:top] for hits in answers]

    def candidates(
        self,
        queries: Sequence[str],
        top: int = 5,
        library: str = GUIDANCE,
        *,
        with_vectors: bool = True,
        weights: Weights | None = None,
    ) -> list[tuple[Question, list[Found]]]:
        """What the ranking finds before any of it is judged, for measuring and calibrating."""
        index = self.index_of(library)
        questions = self.questions(index, queries)
        if not with_vectors:
            questions = [each.with_vector(None) for each in questions]
        return [(each, rank(index, each, self._contrast, top, each.language, weights)) for each in questions]

    def add(self, paths: Sequence[Path], library: str, progress: Progress | None = None) -> AddReport:
        """Read files, or folders of them, into a library of their own and index what is new or changed.

        Raises:
            ValueError: the library is the shipped one.
        """
        if library == GUIDANCE:
            raise ValueError("the shipped guidance takes no files. hint: give the library another name")
        with self._lock:
            store = self._store(library)
            report = store.add(paths)
            self._indexes[library] = index = LibraryIndex.build(library, store.library())
            self._stems.keep()
        if index.ids and self.wait():
            self._embed(index, progress)
        return report

    def remove(self, library: str) -> None:
        """Forget a library of added documents."""
        with self._lock:
            self._store(library).clear()
            self._stores.pop(library, None)
            self._indexes.pop(library, None)
            self._stems.forget()
            if self._vectors is not None:
                self._vectors.drop(library)

    def index(self, progress: Progress | None = None) -> Mapping[str, int]:
        """Bring the vectors of every library up to date; the number of passages and wordings of each."""
        self.wait()
        done = {}
        for name in self.libraries():
            index = self.index_of(name)
            self._embed(index, progress)
            done[name] = sum(len(side.texts) for side in index.sides.values())
        return done

    def _search_one(
        self, index: LibraryIndex, queries: Sequence[str], language: str | None, top: int, context: str | None
    ) -> list[list[Hit]]:
        shipped = index.name == GUIDANCE
        answers = []
        for question in self.questions(index, queries, context):
            found = rank(index, question, self._contrast if shipped else None, top, language or question.language)
            answers.append(self._hits(index, question, found, shipped))
        return answers

    def questions(self, index: LibraryIndex, queries: Sequence[str], context: str | None = None) -> list[Question]:
        """Questions made ready for searching a library."""
        lexicon, reads = self._lexicons.of(index), self.description.languages
        leaning = [context if context and continues(query) else None for query in queries]
        asked = zip(queries, leaning, strict=True)
        questions = [ask(each, lexicon, index.vocabulary, reads=reads, context=before) for each, before in asked]
        if self._embedder is None or not self.ready or not index.has_vectors:
            return questions
        texts = [question.to_embed for question in questions]
        vectors = self._embedder.encode([text for text in texts if text], query=True)
        rows = np.cumsum([bool(text) for text in texts]) - 1
        near = self._vectors.nearest(index.name, vectors, NEAREST) if index.is_large and self._vectors else None
        return [
            (each.with_vector(vectors[row]).with_near(near[row]) if near else each.with_vector(vectors[row]))
            if text
            else each
            for each, text, row in zip(questions, texts, rows, strict=True)
        ]

    def _hits(self, index: LibraryIndex, question: Question, found: Sequence[Found], shipped: bool) -> list[Hit]:
        """Hits with probabilities; the shipped guidance refuses below the judge's threshold.

        A person's own documents are searched leniently: the judge knows what the guidance can answer and not what is in
        their files, so everything that has a word or a meaning in common with the question is shown.
        """
        judge = judge_for(question.language, question.vector is not None)
        hits: list[Hit] = []
        ceiling = 1.0
        for each in found:
            probability = min(ceiling, judge.probability(each.signs))
            if shipped and not hits and probability < judge.threshold:
                return []
            ceiling = probability
            # The judge has learned from firsts only; of the others their place says more.
            place = each.fused / (found[0].fused or 1.0) if shipped else 1.0
            hits.append(hit_of(each, round(probability * place, 4), index.name))
        return hits

    def index_of(self, library: str) -> LibraryIndex:
        """A library laid out for searching, read when it is first asked for.

        Raises:
            KeyError: there is no library of this name.
        """
        with self._lock:
            if library not in self._indexes:
                if library not in self.libraries():
                    raise KeyError(library)
                self._indexes[library] = index = LibraryIndex.build(library, self._store(library).library())
                if self._vectors is not None:
                    self._attach(index)
            return self._indexes[library]

    def _store(self, library: str) -> LibraryStore:
        with self._lock:
            if library not in self._stores:
                self._stores[library] = Documents(self.data_dir).open(library)
            return self._stores[library]

    def _load_library(self, folder: Path) -> None:
        self._library, problems = read_library(folder)
        for problem in problems:
            log.warning("the library has a mistake: %s", problem)
        self._indexes[GUIDANCE] = LibraryIndex.build(GUIDANCE, self._library)
        self._contrast = Contrast.build(self._library, load_off_topic())

    def _load_meaning(self, *, quietly: bool = False) -> None:
        """Learn the lexicon, open the vectors, load the embedder, embed what is new.

        ``quietly``, in a thread: whatever fails is kept as ``problem``, and words alone go on answering.
        """
        try:
            self._lexicons.learn(self._indexes[GUIDANCE])
            vectors = self._open_vectors()
            self._embedder, self._vectors = open_embedder(self._embedder_name), vectors
            stamp(self.data_dir, self.description.name)
            for index in list(self._indexes.values()):
                self._embed(index, self._loading.go_on)
            self.give_vectors(self._indexes[GUIDANCE], self._contrast)
        except Exception as error:
            # What is embedded so far is kept, and the next process goes on from there.
            if self._loading.ends or for_the_end(error):
                return
            if not quietly and not isinstance(error, EmbedderError):
                raise
            self.problem = str(error)
            log.warning("searching by words only: %s", error, exc_info=not isinstance(error, EmbedderError))
        finally:
            self._ready.set()

    def give_vectors(self, index: LibraryIndex, contrast: Contrast) -> None:
        """Give vectors to an index of the guidance and to a contrast, whose own are made if they are missing."""
        if not index.has_vectors:
            self._attach(index)
        if self._vectors is None or self._embedder is None:
            return
        embedded = [each for each in contrast.off_topic if self.description.reads(each)]
        contrast.learn_meaning(
            partial(short_vectors, self._vectors, self._embedder, self._lexicons.shipped, GUIDANCE), embedded
        )

    def _open_vectors(self) -> VectorStore:
        """The vectors there are; a damaged database is put aside, as everything in it can be made again."""
        folder = self.data_dir / "vectors" if self.data_dir else None
        try:
            vectors = VectorStore(folder, self.description.name, self._chroma_url)
            for index in list(self._indexes.values()):
                self._attach(index, vectors)
        except IndexMismatchError:
            raise
        except Exception as error:
            if folder is None or self._chroma_url or for_the_end(error):
                raise
            log.warning("the vectors in %s are damaged and are made anew: %s", folder, error)
            folder.rename(folder.with_name(f"vectors.damaged-{time.time_ns()}"))
            return VectorStore(folder, self.description.name)
        return vectors

    def _embed(self, index: LibraryIndex, progress: Progress | None = None) -> None:
        if self._vectors is None or self._embedder is None:
            return
        texts = embedded_texts(index, self.description)
        to_gloss = glossed_texts(index, self.description)

        def shown(text: str) -> str:
            return shown_text(text, "ru", self.description, self._lexicons.shipped) if text in to_gloss else text

        changed = self._vectors.write(index.name, texts, self._embedder, progress, shown)
        if changed + self._vectors.prune(index.name, texts) or not index.has_vectors:
            self._attach(index)

    def _attach(self, index: LibraryIndex, vectors: VectorStore | None = None) -> None:
        store = vectors or self._vectors
        if store is None:
            return
        wanted = embedded_texts(index, self.description)
        if index.is_large:
            for language, side in index.sides.items():
                side.expect(texts_to_embed(index, language, self.description))
            return
        found = store.read(index.name, [text_id(text) for text in wanted])
        for language, side in index.sides.items():
            if found:
                side.attach(found, texts_to_embed(index, language, self.description))
        index.learn_aim()
