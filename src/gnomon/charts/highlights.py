"""What a picture says of a selection that was made in another one."""

from gnomon.foundation.kit.contract import Contract


class Highlight(Contract):
    """What was selected elsewhere, within a picture that shows everything; row by row of its answer."""

    lit: tuple[bool, ...]
    """Whether the group of the row occurs in the selection."""
    column: str | None = None
    """The name under which the spec reads how much of the row was selected; none where marks only step back."""
    parts: tuple[float, ...] = ()
    """How much of the row was selected, where its amounts add up."""
