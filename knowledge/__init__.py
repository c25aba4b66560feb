"""Everything that is read: the library, the bibliography, a person's own documents, and the search over them."""

from knowledge.data_folder import default_data_dir, has_index
from knowledge.door import Knowledge
from knowledge.embedding import EmbedderError
from knowledge.hits import Hit
from knowledge.library import Article, Library, LibraryError, Passage, load_library
from knowledge.readers import ReadError
from knowledge.store import AddReport
from knowledge.vectors import IndexMismatchError

__all__ = [
    "AddReport",
    "Article",
    "EmbedderError",
    "Hit",
    "IndexMismatchError",
    "Knowledge",
    "Library",
    "LibraryError",
    "Passage",
    "ReadError",
    "default_data_dir",
    "has_index",
    "load_library",
]
