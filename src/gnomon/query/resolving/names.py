"""Names that nothing else in a statement has."""


class Names:
    """Hands out names, each only once, whatever the letter case."""

    def __init__(self, taken: frozenset[str] = frozenset()) -> None:
        self._taken = {name.casefold() for name in taken}

    def free(self, wanted: str) -> str:
        """The wanted name, with underscores behind it until nothing else is called so."""
        while wanted.casefold() in self._taken:
            wanted += "_"
        self._taken.add(wanted.casefold())
        return wanted
