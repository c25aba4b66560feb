"""Everything that is read: the library, the bibliography, a person's own documents, and the search over them."""
