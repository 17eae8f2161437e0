"""The functions that formulas may call: the language's own, and those of plug-ins, by one door."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.metadata import EntryPoint, entry_points

from gnomon.semantic.contracts.functions import FormulaFunction
from gnomon.semantic.formulas.functions.declarations import Declaration, Macro, Operator
from gnomon.semantic.formulas.grammar import KEYWORDS, parse
from gnomon.semantic.formulas.syntax import Call, Name, ParameterName
from gnomon.semantic.formulas.walk import walk
from gnomon.semantic.formulas.wrong import FormulaWrong

ENTRY_POINTS = "gnomon.functions"
OWN = "gnomon.semantic.formulas.functions.builtin:FUNCTIONS"


class UnusableFunctions(Exception):
    """A plug-in brings functions that cannot be had."""


class Registry:
    """Functions by their names; letter case makes no difference."""

    def __init__(self, declarations: Iterable[Declaration]) -> None:
        self._by_name: dict[str, Declaration] = {}
        for declaration in declarations:
            name = declaration.name.upper()
            if name in self._by_name:
                raise UnusableFunctions(f"There are two functions of the name {name}.")
            self._by_name[name] = declaration
        self.names = tuple(name for name, declaration in self._by_name.items() if not isinstance(declaration, Operator))
        """What can be called."""

    def find(self, name: str) -> Declaration | None:
        """The function, or operator, of this name."""
        return self._by_name.get(name.upper())

    def __iter__(self) -> Iterator[Declaration]:
        return iter(self._by_name.values())


@cache
def functions() -> Registry:
    """Every installed function. Raises `UnusableFunctions`."""
    return loaded(entry_points(group=ENTRY_POINTS))


def loaded(points: Iterable[EntryPoint]) -> Registry:
    """The functions of these entry points. Raises `UnusableFunctions`."""
    # The language's own come first, so that a clash is laid at the door of the plug-in.
    ordered = sorted(points, key=lambda point: (point.value != OWN, point.name))
    registry = Registry(declaration for point in ordered for declaration in _brought_by(point))
    for declaration in registry:
        if isinstance(declaration, Macro):
            _require_closed(declaration, registry)
    return registry


def _brought_by(point: EntryPoint) -> Iterator[Declaration]:
    brought = point.load()
    if point.value == OWN:
        yield from brought
        return
    for function in [brought] if isinstance(brought, FormulaFunction) else brought:
        if not isinstance(function, FormulaFunction):
            raise UnusableFunctions(f"The plug-in “{point.name}” brings something that is no FormulaFunction.")
        yield _macro_of(function, point.name)


def _macro_of(function: FormulaFunction, plugin: str) -> Macro:
    if not function.name.isidentifier() or function.name.upper() in KEYWORDS:
        raise UnusableFunctions(f"The plug-in “{plugin}” brings a function whose name “{function.name}” is none.")
    return Macro(
        function.name.upper(),
        function.category,
        tuple(parameter.lower() for parameter in function.parameters),
        function.body,
        function.doc,
        function.example,
        {name.lower(): formula for name, formula in function.defaults},
    )


def _require_closed(macro: Macro, registry: Registry) -> None:
    """A body may name its parameters, and functions that there are; it may not come back to itself."""
    names: Mapping[str, str | None] = dict.fromkeys(macro.parameters)
    try:
        bodies = [parse(macro.body), *(parse(formula) for formula in macro.defaults.values() if formula)]
    except FormulaWrong as wrong:
        raise UnusableFunctions(f"The body of {macro.name} cannot be read: {wrong.message}") from None
    for node in (node for body in bodies for node in walk(body)):
        if isinstance(node, ParameterName) or (
            isinstance(node, Name) and (len(node.parts) > 1 or node.text.lower() not in names)
        ):
            raise UnusableFunctions(f"The body of {macro.name} names something that is no parameter of it.")
        if isinstance(node, Call) and registry.find(node.name) is None:
            raise UnusableFunctions(f"The body of {macro.name} calls {node.name}, which is no function.")
    _require_no_circle(macro, registry, ())


def _require_no_circle(macro: Macro, registry: Registry, above: tuple[str, ...]) -> None:
    if macro.name in above:
        raise UnusableFunctions(f"{' → '.join((*above, macro.name))} is a circle of functions.")
    called = {node.name.upper() for node in walk(parse(macro.body)) if isinstance(node, Call)}
    for name in sorted(called):
        inner = registry.find(name)
        if isinstance(inner, Macro):
            _require_no_circle(inner, registry, (*above, macro.name))
