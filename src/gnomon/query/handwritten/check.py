"""The words of a statement: what a tree may be made of, and which tables it reads. Runs inside a worker."""

from collections.abc import Iterator
from dataclasses import dataclass

from gnomon.query.handwritten.functions import ALLOWED_FUNCTIONS, ALLOWED_TABLE_FUNCTIONS, VOLATILE_FUNCTIONS
from gnomon.query.handwritten.nodes import ALLOWED_CLASSES, ALLOWED_TYPES, SHOWN
from gnomon.query.handwritten.refusals import refused
from gnomon.query.handwritten.tree import Names, Node, folded, walk

OF_A_RECURSION = "recurring"
"""The schema by which a recursive expression with a key names what it has found so far."""
ONLY_READS = "Statements that read can run here: SELECT, FROM, WITH, VALUES, PIVOT, SUMMARIZE, DESCRIBE."


@dataclass(frozen=True, slots=True)
class Findings:
    """What a statement that is made of allowed parts names."""

    tables: tuple[Node, ...]
    """Its tables, without those that are common table expressions."""
    parameters: tuple[str, ...]
    is_volatile: bool
    """Whether it may answer otherwise when it is asked again."""


def examine(root: Node, also: frozenset[str] = frozenset()) -> Findings:
    """What a statement names; `also` are more functions that it may call.

    Raises the refusal of the first part that is not allowed.
    """
    tables: list[Node] = []
    parameters: set[str] = set()
    is_volatile = False
    for node, names in walk(root):
        if "class" in node:
            _check_expression(node, also)
            is_volatile |= _function_name(node) in VOLATILE_FUNCTIONS or _is_volatile_word(node)
            parameters |= set(_parameter(node))
        elif node["type"] not in ALLOWED_TYPES:
            raise refused(
                f"{_readable(node['type'])} is nothing that a statement here may have.", ONLY_READS, node=node
            )
        else:
            is_volatile |= node.get("sample") is not None
            tables += _table(node, names)
    return Findings(tuple(tables), tuple(sorted(parameters)), is_volatile)


def _check_expression(node: Node, also: frozenset[str]) -> None:
    if node["class"] not in ALLOWED_CLASSES:
        raise refused(f"{_readable(node['class'])} is nothing that a statement here may have.", ONLY_READS, node=node)
    name = _function_name(node)
    if name is not None and name not in ALLOWED_FUNCTIONS | ALLOWED_TABLE_FUNCTIONS | also:
        raise refused(
            f"The function {name} cannot be used here.",
            "It is unknown, or it could reach beyond the datasets of the workspace.",
            node=node,
            function=name,
        )


def _function_name(node: Node) -> str | None:
    if node["class"] == "FUNCTION" or (node["class"] == "WINDOW" and node.get("function_name")):
        return folded(str(node["function_name"]))
    return None


def _is_volatile_word(node: Node) -> bool:
    """Whether it is a function that is written like a column, such as `current_date`."""
    return node["class"] == "COLUMN_REF" and folded(str(node["column_names"][-1])) in VOLATILE_FUNCTIONS


def _parameter(node: Node) -> Iterator[str]:
    if node["class"] == "PARAMETER":
        name = str(node["identifier"])
        if name.isdigit():
            raise refused("A parameter needs a name.", "Write $from or $region instead of ? or $1.", node=node)
        yield name


def _table(node: Node, names: Names) -> Iterator[Node]:
    match node["type"]:
        case "BASE_TABLE":
            if node.get("at_clause") is not None:
                raise refused("AT cannot be used here.", "Versions of a dataset are chosen on its own page.", node=node)
            if not is_expression(node, names):
                yield node
        case "TABLE_FUNCTION":
            name = folded(str(node["function"].get("function_name", "")))
            if name not in ALLOWED_TABLE_FUNCTIONS:
                raise refused(
                    f"The table function {name} cannot be used here.",
                    "Rows come from the datasets of the workspace, VALUES, range, generate_series and unnest.",
                    node=node,
                )
        case "SHOW_REF" if node.get("query") is None or node.get("show_type") not in SHOWN:
            raise refused(
                "SHOW cannot be used here.",
                "The datasets are listed beside the editor; DESCRIBE and SUMMARIZE tell about one.",
            )


def is_expression(node: Node, names: Names) -> bool:
    """Whether a table is a common table expression in scope."""
    name = folded(str(node["table_name"]))
    path = [folded(str(part)) for part in node["qualified_name"]["path"]]
    return name in names and path in ([name], [OF_A_RECURSION, name])


def _readable(kind: str) -> str:
    return kind.removesuffix("_QUERY_NODE").removesuffix("_NODE").replace("_", " ")
