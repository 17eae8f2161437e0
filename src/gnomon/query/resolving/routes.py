"""Ways from a table to the columns that a question or a formula names."""

from dataclasses import dataclass

from gnomon.query.errors import BrokenMember, ManyValues
from gnomon.query.world import World
from gnomon.semantic import graph
from gnomon.semantic.contracts import ColumnRef
from gnomon.semantic.errors import NoPath
from gnomon.semantic.graph import Step

Steps = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a column stands, seen from the home table."""

    steps: Steps
    column: str

    def address(self, world: World, home: str) -> str:
        """A name for people and for statements: tables on the way, then the column."""
        via = graph.address_of(world.checked.definition, graph.Path(home, self.steps)) if self.steps else ()
        return ".".join((*via, self.column))


def spot_of(world: World, home: str, ref: ColumnRef) -> Spot:
    """Where a column of a formula or a question stands, seen from a home. Raises `NoPath` and `AmbiguousPath`."""
    if ref.table == home and not ref.via:
        return Spot((), ref.column)
    try:
        path = graph.find_path(world.checked.definition, home, ref.via, ref.table)
    except NoPath:
        refuse_broken_relationships(world)
        raise
    return Spot(path.steps, ref.column)


def refuse_broken_relationships(world: World) -> None:
    """Raise `BrokenMember` where a relationship is there no more, so that nobody is told to add what was defined."""
    for problem in world.checked.problems:
        parts = problem.place.split("/")
        if parts[0] == "relationships" and len(parts) > 1:
            raise BrokenMember(parts[1], problem)


def is_single(world: World, step: Step) -> bool:
    """Whether a row finds one row at most: declared, and measured."""
    return not step.is_many and world.identifies(step.to_table, step.to_columns)


def require_single(world: World, home: str, steps: Steps) -> None:
    """Raise `ManyValues` where a row of the home may find several rows at the end of the steps."""
    for step in steps:
        if step.is_many or world.is_ambiguous(step.to_table, step.to_columns):
            raise ManyValues(home, step.to_table, step.to_columns)
