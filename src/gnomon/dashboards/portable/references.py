"""Everything that a dashboard speaks of, found and rewritten by one walk over its document.

Whatever stands in a field of one of these names is what the name says, in every contract that a document can hold: so
what is added to tiles, filters or pages is carried along without a change here.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Protocol
from uuid import UUID

from gnomon.charts.contracts import ChartSpec, FieldRef
from gnomon.charts.service import column_name
from gnomon.dashboards.contracts import ChosenFilter, DashboardPage, DashboardSpec
from gnomon.dashboards.portable.pictures import with_columns
from gnomon.datasets.contracts import DatasetId
from gnomon.foundation.kit.contract import Contract
from gnomon.query.contracts import Bins
from gnomon.semantic.contracts import Aggregation, TimeGrain

MAX_DRILL_THROUGH = 20


class Speech(Protocol):
    """How each thing that a document speaks of is called afterwards."""

    def dataset(self, dataset_id: DatasetId) -> DatasetId:
        """A dataset."""

    def field(self, dataset_id: DatasetId, ref: FieldRef) -> FieldRef:
        """A field as it stands in a well."""

    def member(self, dataset_id: DatasetId, name: str, grain: TimeGrain | None) -> str:
        """A member that rows are grouped or filtered by."""

    def parameter(self, dataset_id: DatasetId, name: str) -> str:
        """A parameter of the model."""

    def image(self, image_id: UUID) -> UUID:
        """An image of the workspace."""

    def dashboard(self, dashboard_id: UUID) -> UUID:
        """Another dashboard."""

    def theme(self, theme_id: UUID) -> UUID | None:
        """The theme that it is drawn in."""


@dataclass(frozen=True, slots=True)
class _Scope:
    """Where the walk is."""

    dataset_id: DatasetId | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    """Result columns of the picture, and what they are called afterwards."""
    members: Mapping[str, str] = field(default_factory=dict)
    """The members behind them."""
    filters: Mapping[str, DatasetId] = field(default_factory=dict)
    """The dataset of each filter of the dashboard."""
    speakers: tuple[DatasetId, ...] = ()
    """The datasets that the page shows."""
    spoken: frozenset[tuple[DatasetId, str]] = frozenset()
    """The members of them that it shows."""


class Same:
    """Calls everything what it is called already; others change what they are about."""

    def dataset(self, dataset_id: DatasetId) -> DatasetId:
        """The same."""
        return dataset_id

    def field(self, dataset_id: DatasetId, ref: FieldRef) -> FieldRef:
        """The same."""
        return ref

    def member(self, dataset_id: DatasetId, name: str, grain: TimeGrain | None) -> str:
        """The same."""
        return name

    def parameter(self, dataset_id: DatasetId, name: str) -> str:
        """The same."""
        return name

    def image(self, image_id: UUID) -> UUID:
        """The same."""
        return image_id

    def dashboard(self, dashboard_id: UUID) -> UUID:
        """The same."""
        return dashboard_id

    def theme(self, theme_id: UUID) -> UUID | None:
        """The same."""
        return theme_id


class _Members(Same):
    """Hears which members are spoken of."""

    def __init__(self) -> None:
        self.found: set[tuple[DatasetId, str]] = set()

    def field(self, dataset_id: DatasetId, ref: FieldRef) -> FieldRef:
        self.found.add((dataset_id, ref.member))
        return ref

    def member(self, dataset_id: DatasetId, name: str, grain: TimeGrain | None) -> str:
        self.found.add((dataset_id, name))
        return name


def respoken(spec: DashboardSpec, speech: Speech) -> DashboardSpec:
    """The same dashboard, speaking of what `speech` says."""
    found: DashboardSpec = _walk(spec, speech, _scope_of(spec))
    return DashboardSpec.model_validate(found.model_dump(mode="json"))


def listen(part: Contract, spec: DashboardSpec, speech: Speech) -> None:
    """Tell `speech` all that a part of a dashboard speaks of."""
    _walk(part, speech, _scope_of(spec))


def datasets_of(part: Contract) -> tuple[DatasetId, ...]:
    """The datasets that a part speaks of, each once, in the order of the document."""
    return tuple(dict.fromkeys(_datasets_in(part)))


def _datasets_in(value: object) -> Iterable[DatasetId]:
    if isinstance(value, Contract):
        own = getattr(value, "dataset_id", None)
        if own is not None:
            yield own
        for name in type(value).model_fields:
            yield from _datasets_in(getattr(value, name))
    elif isinstance(value, tuple):
        for one in value:
            yield from _datasets_in(one)


def _scope_of(spec: DashboardSpec) -> _Scope:
    filters = (*spec.filters, *(one for page in spec.pages for one in page.filters))
    return _Scope(filters={one.id: one.dataset_id for one in filters}, speakers=datasets_of(spec))


def _walk(value: Any, speech: Speech, scope: _Scope) -> Any:
    match value:
        case FieldRef():
            return value if scope.dataset_id is None else speech.field(scope.dataset_id, value)
        case Contract():
            inner = _inside(value, speech, scope)
            parts = {name: getattr(value, name) for name in type(value).model_fields}
            found = {name: _part(value, name, part, speech, inner) for name, part in parts.items()}
            changed = {name: part for name, part in found.items() if part is not parts[name]}
            return value.model_copy(update=changed) if changed else value
        case tuple():
            return tuple(_walk(one, speech, scope) for one in value)
        case dict():
            return {key: _walk(one, speech, scope) for key, one in value.items()}
        case _:
            return value


def _inside(value: Contract, speech: Speech, scope: _Scope) -> _Scope:
    """Where the walk is among the fields of a contract."""
    own = getattr(value, "dataset_id", None)
    if isinstance(value, ChosenFilter):
        own = scope.filters.get(value.filter_id)
    if own is not None:
        scope = replace(scope, dataset_id=own)
    if isinstance(value, ChartSpec):
        columns, members = _columns(value, speech)
        scope = replace(scope, columns=columns, members=members)
    if isinstance(value, DashboardPage):
        heard = _Members()
        _walk(value.tiles, heard, scope)
        _walk(value.filters, heard, scope)
        scope = replace(scope, speakers=datasets_of(value) or scope.speakers, spoken=frozenset(heard.found))
    return scope


def _part(holder: Contract, name: str, part: Any, speech: Speech, scope: _Scope) -> Any:
    """What stands in one field of a contract afterwards."""
    if part is None:
        return None
    reader = PLACES.get(name)
    if reader is None or isinstance(part, Contract):
        return _walk(part, speech, scope)
    return reader(holder, part, speech, scope)


def _dataset(_: Contract, part: DatasetId, speech: Speech, __: _Scope) -> DatasetId:
    return speech.dataset(part)


def _member(holder: Contract, part: str, speech: Speech, scope: _Scope) -> str:
    grain = getattr(holder, "grain", None)
    return part if scope.dataset_id is None else speech.member(scope.dataset_id, part, grain)


def _column(_: Contract, part: str, speech: Speech, scope: _Scope) -> str:
    return scope.columns.get(part, part)


def _column_or_member(_: Contract, part: str, __: Speech, scope: _Scope) -> str:
    return scope.members.get(part) or scope.columns.get(part, part)


def _parameter(_: Contract, part: str, speech: Speech, scope: _Scope) -> str:
    return part if scope.dataset_id is None else speech.parameter(scope.dataset_id, part)


def _image(_: Contract, part: UUID, speech: Speech, __: _Scope) -> UUID:
    return speech.image(part)


def _dashboard(_: Contract, part: UUID, speech: Speech, __: _Scope) -> UUID:
    return speech.dashboard(part)


def _theme(_: Contract, part: UUID, speech: Speech, __: _Scope) -> UUID | None:
    return speech.theme(part)


def _document(_: Contract, part: str, __: Speech, scope: _Scope) -> str:
    return with_columns(part, scope.columns)


def _left_behind(_: Contract, __: object, ___: Speech, ____: _Scope) -> None:
    """A bookmark belongs to the dashboard that it is of."""
    return


def _through(_: Contract, part: tuple[str, ...], speech: Speech, scope: _Scope) -> tuple[str, ...]:
    """Fields without a dataset: they are those of any that the page shows."""
    found: dict[str, None] = {}
    for name in part:
        showing = [one for one in scope.speakers if (one, name) in scope.spoken] or scope.speakers
        found.update(dict.fromkeys(speech.member(one, name, None) for one in showing))
    return tuple(found)[:MAX_DRILL_THROUGH] if scope.speakers else part


Reader = Callable[[Contract, Any, Speech, _Scope], Any]

PLACES: Mapping[str, Reader] = MappingProxyType(
    {
        "dataset_id": _dataset,
        "member": _member,
        "column": _column_or_member,
        "decided_by": _column_or_member,
        "than": _column_or_member,
        "measure": _column,
        "parameter": _parameter,
        "asset_id": _image,
        "dashboard_id": _dashboard,
        "theme_id": _theme,
        "document": _document,
        "opening": _left_behind,
        "drill_through": _through,
    }
)
"""What stands in the fields of each name."""


def _columns(spec: ChartSpec, speech: Speech) -> tuple[dict[str, str], dict[str, str]]:
    """What the result columns of a picture are called before and after, and so the members behind them."""
    bound = spec.encodings
    refs = (bound.x, *bound.y, bound.color, bound.size, bound.facet, *bound.tooltip)
    columns: dict[str, str] = {}
    members: dict[str, str] = {}
    for ref in refs:
        if ref is None:
            continue
        after = speech.field(spec.dataset_id, ref)
        for old, new in _names(ref, after):
            columns.setdefault(old, new)
        members.setdefault(ref.member, after.member)
    return columns, members


def _names(before: FieldRef, after: FieldRef) -> Iterable[tuple[str, str]]:
    """The names of a field's column, also of one whose grain, steps or aggregation is left to the data."""
    for aggregation in (before.aggregation,) if before.aggregation else (None, *Aggregation):
        then = after.aggregation if before.aggregation or after.aggregation else aggregation
        yield column_name(before, aggregation), column_name(after, then)
    if before.grain is None and before.bins is None:
        for cut in (*TimeGrain, Bins()):
            what = {"bins": cut} if isinstance(cut, Bins) else {"grain": cut}
            yield column_name(before.model_copy(update=what), None), column_name(after.model_copy(update=what), None)
