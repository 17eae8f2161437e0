"""Names that nothing else in a statement has."""

from gnomon.query.draft import free_name


class Names:
    """Hands out names, each only once, whatever the letter case."""

    def __init__(self, taken: frozenset[str] = frozenset()) -> None:
        self._taken = {name.casefold() for name in taken}

    def free(self, wanted: str) -> str:
        """The wanted name, with underscores behind it until nothing else is called so."""
        name = free_name(wanted, self._taken)
        self._taken.add(name.casefold())
        return name
