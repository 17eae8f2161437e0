"""Whether a question counts spans of time from the present."""

from gnomon.query.contracts import QuerySpec, RelativeTimeFilter

RELATIVE = RelativeTimeFilter.model_fields["kind"].default


def is_timeless(spec: QuerySpec) -> bool:
    """Whether nothing in a question says “the last days” or the like; a text that looks so counts as if it did."""
    return RELATIVE not in spec.model_dump_json()
