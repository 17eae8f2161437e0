"""The levels of filters: those of the whole dashboard reach every page, before those of the page itself."""

from collections.abc import Sequence

from gnomon.dashboards.contracts import (
    ChosenFilter,
    DashboardPage,
    DashboardSpec,
    FilterChoice,
    PageFilter,
    TopChoice,
    WrongPageFilter,
)
from gnomon.query.contracts import AnyFilter, InFilter, PathFilter, RangeFilter, TextFilter, TimeRangeFilter


def with_shared_filters(spec: DashboardSpec, page: DashboardPage) -> DashboardPage:
    """The page under all its filters; one that stands on both levels counts once, as the dashboard's."""
    shared = {one.id for one in spec.filters}
    own = tuple(one for one in page.filters if one.id not in shared)
    return page.model_copy(update={"filters": (*spec.filters, *own)})


def in_force(one: PageFilter, chosen: Sequence[ChosenFilter]) -> FilterChoice | None:
    """What a filter is set to: the choice, else its default; a choice of none clears the default.

    Raises `WrongPageFilter` for a choice that is not made with this filter.
    """
    choices = {each.filter_id: each.filter for each in chosen}
    wanted = choices.get(one.id, one.default)
    if wanted is None:
        return None
    if not _suits(one, wanted):
        raise WrongPageFilter(one.label or one.id, one.member)
    return wanted


def is_set(wanted: FilterChoice | None) -> bool:
    """Whether a filter says anything: no values, no ends and no text are no choice."""
    match wanted:
        case None:
            return False
        case InFilter():
            return bool(wanted.values)
        case PathFilter():
            return bool(wanted.paths)
        case RangeFilter():
            return wanted.min is not None or wanted.max is not None
        case TimeRangeFilter():
            return wanted.start is not None or wanted.end is not None
        case TextFilter():
            return wanted.value != ""
        case AnyFilter():
            return any(is_set(part) for part in wanted.filters)
        case _:
            return True


def members_of(one: FilterChoice) -> tuple[str, ...]:
    """The members that a filter looks at, each once."""
    if isinstance(one, AnyFilter):
        return tuple(dict.fromkeys(member for part in one.filters for member in members_of(part)))
    if isinstance(one, PathFilter):
        return tuple(dict.fromkeys(level.member for level in one.levels))
    member: str | None = getattr(one, "member", None)
    return () if member is None else (member,)


def _suits(one: PageFilter, wanted: FilterChoice) -> bool:
    """Whether a filter's own control can have made this."""
    if isinstance(wanted, PathFilter):
        return one.control == "hierarchy" and wanted.levels == one.levels
    if isinstance(wanted, TopChoice):
        return _is_offered(one, wanted)
    is_its_own = members_of(wanted) == (one.member,) and one.control not in {"hierarchy", "top"}
    return is_its_own and _has_few_values(one, wanted)


def _is_offered(one: PageFilter, wanted: TopChoice) -> bool:
    offer = one.ranking if one.control == "top" else None
    if offer is None or wanted.member != one.member or wanted.count > offer.max_count:
        return False
    return wanted.by in {each.id for each in offer.measures}


def _has_few_values(one: PageFilter, wanted: FilterChoice) -> bool:
    """Whether a filter of one value has just one."""
    if one.control not in {"single", "toggle"}:
        return True
    if not isinstance(wanted, InFilter) or wanted.exclude or len(wanted.values) > 1:
        return False
    return one.control == "single" or all(isinstance(value, bool) for value in wanted.values)
