"""Where the conditions of a WHERE stand in the text, so that some can be taken out. Runs inside a worker."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from gnomon.query.handwritten.edits import Edit
from gnomon.query.handwritten.fan_out.parts import Undecided, conjuncts, parts
from gnomon.query.handwritten.refusals import NOWHERE
from gnomon.query.handwritten.tokens import Token
from gnomon.query.handwritten.tree import Node

BEHIND = frozenset(
    {
        *(b"GROUP", b"HAVING", b"WINDOW", b"QUALIFY", b"ORDER", b"LIMIT", b"OFFSET", b"USING", b"SELECT"),
        *(b"UNION", b"INTERSECT", b"EXCEPT", b";"),
    }
)


@dataclass(frozen=True, slots=True)
class Conditions:
    """The conditions of a WHERE that all have to hold, in their order, and where each stands."""

    nodes: tuple[Node, ...]
    ranges: tuple[tuple[int, int], ...]
    """In bytes; empty where that is not clear."""
    start: int
    """Where the WHERE begins."""

    def text(self, number: int, text: bytes) -> str:
        """A condition as it is written. Raises `Undecided`."""
        if not self.ranges:
            raise Undecided
        start, end = self.ranges[number]
        return text[start:end].decode().strip()

    def without(self, numbers: set[int], text: bytes) -> list[Edit]:
        """The edits that take conditions out."""
        if not numbers:
            return []
        end = self.ranges[-1][1]
        kept = [self.text(number, text) for number in range(len(self.nodes)) if number not in numbers]
        if kept:
            # On lines of their own, for a comment may end one.
            return [Edit(self.ranges[0][0], end, (" " + "\nAND ".join(kept)).encode())]
        return [Edit(self.start, end, b"")]


def conditions_of(select: Node, tokens: Sequence[Token]) -> Conditions:
    """The conditions of a SELECT's own WHERE."""
    nodes = tuple(sorted(conjuncts(select["where_clause"]), key=lambda node: _extent(node)[0]))
    if not nodes:
        return Conditions((), (), 0)
    extents = [_extent(node) for node in nodes]
    before = [token for token in tokens if token.upper == b"WHERE" and token.start < extents[0][0]]
    if not before:
        return Conditions(nodes, (), 0)
    where = before[-1]
    starts, ends = [where.end], []
    for (_, end), (start, _) in pairwise(extents):
        between = [one for one in tokens if end <= one.start < start and one.depth <= where.depth]
        ands = [one for one in between if one.upper == b"AND"]
        if len(ands) != 1 or ands[0].depth != where.depth:
            return Conditions(nodes, (), where.start)
        ends.append(ands[0].start)
        starts.append(ands[0].end)
    ends.append(_end(tokens, extents[-1][1], where))
    return Conditions(nodes, tuple(zip(starts, ends, strict=True)), where.start)


def _extent(node: Node) -> tuple[int, int]:
    """About where a condition stands: its outermost brackets and words may lie beyond."""
    places = [(one["query_location"], one["query_location_length"]) for one in parts(node)]
    known = [(start, start + length) for start, length in places if start != NOWHERE]
    if not known:
        return NOWHERE, NOWHERE
    return min(start for start, _ in known), max(end for _, end in known)


def _end(tokens: Sequence[Token], begin: int, where: Token) -> int:
    """Where the last condition ends."""
    end = begin
    for token in tokens:
        if token.start < where.end:
            continue
        is_over = token.depth < where.depth or (token.depth == where.depth and token.upper in BEHIND)
        if token.start >= begin and is_over:
            break
        end = max(end, token.end)
    return end
