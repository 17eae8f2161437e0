"""Members whose least and greatest value a question cannot be compiled without."""

from collections.abc import Iterable, Mapping

from gnomon.query.contracts import AnyFilter, Filter, QuerySpec, RelativeTimeFilter
from gnomon.query.draft import Extent
from gnomon.semantic.contracts import SemanticModel


def members_with_extent(spec: QuerySpec) -> tuple[str, ...]:
    """Members in bins of no given width, and members whose latest moment a filter counts back from."""
    binned = (one.member for one in spec.dimensions if one.bins is not None and one.bins.width is None)
    return tuple(dict.fromkeys((*binned, *_anchored(spec.filters))))


def _anchored(filters: Iterable[Filter]) -> Iterable[str]:
    for one in filters:
        if isinstance(one, RelativeTimeFilter) and one.anchor == "latest":
            yield one.member
        elif isinstance(one, AnyFilter):
            yield from _anchored(one.filters)


def extents_in_model(model: SemanticModel, members: Iterable[str]) -> Mapping[str, Extent]:
    """What the profile of the import knows already; only for principals who may see every row."""
    wanted = set(members)
    return {
        one.name: Extent(one.min, one.max)
        for one in model.dimensions
        if one.name in wanted and one.min is not None and one.max is not None
    }
