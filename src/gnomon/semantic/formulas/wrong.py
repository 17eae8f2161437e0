"""What is wrong with one formula, and where in it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """The characters from `start` up to `end`, counted from 0."""

    start: int
    end: int

    def to(self, other: "Span") -> "Span":
        """From the beginning of this one to the end of another."""
        return Span(self.start, other.end)


class FormulaWrong(Exception):
    """A formula cannot be read, or makes no sense, at some characters."""

    def __init__(
        self,
        span: Span,
        message: str,
        hint: str | None = None,
        *,
        depends_on: str | None = None,
        is_ambiguous: bool = False,
    ) -> None:
        super().__init__(message)
        self.span = span
        self.message = message
        self.hint = hint
        self.depends_on = depends_on
        self.is_ambiguous = is_ambiguous
