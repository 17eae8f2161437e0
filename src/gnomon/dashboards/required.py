"""Filters that must have a value before the tiles that they reach are answered."""

from collections.abc import Sequence

from gnomon.dashboards.contracts import ChosenFilter, DashboardPage, FilterNeeded, PageFilter
from gnomon.dashboards.filters import TypesByDataset, is_reached
from gnomon.dashboards.levels import in_force, is_set
from gnomon.datasets.contracts import DatasetId

Needs = tuple[PageFilter, ...]


def needs_of(page: DashboardPage, chosen: Sequence[ChosenFilter]) -> Needs:
    """The filters of a page that still need a value."""
    return tuple(one for one in page.filters if one.is_required and not is_set(in_force(one, chosen)))


def check_needs(needs: Needs, dataset_id: DatasetId, types: TypesByDataset) -> None:
    """Let nothing be asked of data that a filter without its value reaches. Raises `FilterNeeded` for the first."""
    for one in needs:
        if is_reached(one.members, one.dataset_id, dataset_id, types):
            raise FilterNeeded(one.id, one.shown_name)
