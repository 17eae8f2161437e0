"""Members of a question: what their names stand for, and what is known about them."""

from collections.abc import Iterator, Sequence

from gnomon.foundation.kit.near_misses import near_misses
from gnomon.query.contracts import AnyFilter, PathFilter, RowFilterSpec
from gnomon.query.errors import BrokenMember, UnknownMember
from gnomon.query.resolving.routes import refuse_broken_relationships
from gnomon.query.world import World
from gnomon.semantic import graph
from gnomon.semantic.contracts import ColumnRef, Dimension, SemanticModel, ValueType
from gnomon.semantic.errors import NoPath, UnknownTable


class Members:
    """Finds members by the names that a question gives them."""

    def __init__(self, world: World, model: SemanticModel) -> None:
        self._world = world
        self._known = {one.name: one for one in model.dimensions}
        self._known |= {one.name: one for table in model.related for one in table.dimensions}
        self._own = {column.name: column for column in world.table.columns}
        self.visible = [one.name for one in self._known.values() if not one.is_hidden]
        """Names that may be proposed instead of one that is not known."""
        self.own = [one for one in model.dimensions if not one.is_hidden]
        """The dataset's own members that are not hidden."""

    def dimension(self, name: str) -> Dimension | None:
        """What the model says about a member, if it lists it."""
        return self._known.get(name)

    def require(self, name: str, also: Sequence[str]) -> None:
        """Raise `UnknownMember` unless a name is known; what it may mean is looked for among others, too."""
        try:
            self.ref(name)
        except UnknownMember:
            raise UnknownMember(name, near_misses(name, [*also, *self.visible])) from None

    def ref(self, name: str) -> ColumnRef:
        """The column that a name stands for. Raises `UnknownMember`, `AmbiguousPath` and `NoPath`."""
        anchor = self._world.anchor
        column = self._column(anchor, name)
        if column is not None:
            return ColumnRef(anchor, (), name, column)
        *segments, last = name.split(".")
        if segments:
            try:
                table, via = graph.resolve_address(self._world.checked.definition, anchor, tuple(segments))
            except UnknownTable:
                raise UnknownMember(name, near_misses(name, self.visible)) from None
            except NoPath:
                refuse_broken_relationships(self._world)
                raise
            type_ = self._column(table, last)
            if type_ is not None:
                return ColumnRef(table, via, last, type_)
        self._explain(name)
        raise UnknownMember(name, near_misses(name, self.visible))

    def _column(self, table: str, column: str) -> ValueType | None:
        if table == self._world.anchor and column in self._own:
            own = self._own[column]
            return ValueType(own.type, own.engine_type)
        checked = self._world.checked
        calculated = checked.calculated.get((table, column))
        if calculated is not None:
            return calculated.of
        source = checked.tables.get(table)
        found = next((one for one in source.columns if one.name == column), None) if source else None
        return None if found is None else ValueType(found.type, found.engine_type)

    def _explain(self, name: str) -> None:
        """Raise what is wrong with a member that the definition has and the data does not."""
        *_, last = name.split(".")
        for problem in self._world.checked.problems:
            if problem.place.split("/")[-2:] in ([last, "formula"], [name, "formula"]):
                raise BrokenMember(name, problem)


def members_of(spec: RowFilterSpec) -> Iterator[str]:
    """Every member that a filter looks at."""
    if isinstance(spec, AnyFilter):
        for inner in spec.filters:
            yield from members_of(inner)
    elif isinstance(spec, PathFilter):
        yield from (level.member for level in spec.levels)
    else:
        yield spec.member
