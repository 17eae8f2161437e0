"""The grammar of formulas: what binds how tightly, where errors are, and what no text can do to it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gnomon.semantic.formulas.grammar import KEYWORDS, MAX_CHARACTERS, MAX_DEPTH, parse
from gnomon.semantic.formulas.syntax import (
    Between,
    Binary,
    Call,
    Choice,
    Conversion,
    IsNull,
    MomentValue,
    Name,
    NullValue,
    NumberValue,
    OneOf,
    ParameterName,
    Syntax,
    TextValue,
    TruthValue,
    Unary,
)
from gnomon.semantic.formulas.wrong import FormulaWrong


def shown(node: Syntax) -> str:
    """A formula with parentheses around everything that was put together."""
    match node:
        case Name():
            return node.text
        case NumberValue():
            return node.text
        case TextValue():
            return repr(node.text)
        case NullValue():
            return "null"
        case TruthValue():
            return str(node.value).lower()
        case MomentValue():
            return f"<{node.text}>"
        case ParameterName():
            return f"${node.name}"
        case Unary():
            return f"({node.operator} {shown(node.operand)})"
        case Binary():
            return f"({shown(node.left)} {node.operator} {shown(node.right)})"
        case IsNull():
            return f"({shown(node.operand)} is null)"
        case OneOf():
            return f"({shown(node.operand)} in [{' '.join(map(shown, node.choices))}])"
        case Between():
            return f"({shown(node.operand)} between {shown(node.low)} {shown(node.high)})"
        case Conversion():
            return f"({shown(node.operand)} as {node.type_name}{list(node.sizes) or ''})"
        case Choice():
            pairs = " ".join(f"{shown(when)}:{shown(then)}" for when, then in node.branches)
            parts = [*([] if node.subject is None else [shown(node.subject)]), pairs]
            return f"case({' '.join(parts)} else {'' if node.default is None else shown(node.default)})"
        case Call():
            marks = ("*" if node.is_star else "") + ("distinct " if node.is_distinct else "")
            where = "" if node.where is None else f" where {shown(node.where)}"
            return f"{node.name}({marks}{', '.join(map(shown, node.arguments))}{where})"


@pytest.mark.parametrize(
    ("formula", "meaning"),
    [
        ("a OR b AND c", "(a OR (b AND c))"),
        ("a AND b OR c", "((a AND b) OR c)"),
        ("NOT a AND b", "((NOT a) AND b)"),
        ("NOT a = b", "(NOT (a = b))"),
        ("a = b IS NULL", "(a = (b is null))"),
        ("a + 1 IS NOT NULL", "(NOT ((a + 1) is null))"),
        ("a < b || c", "(a < (b || c))"),
        ("a IN (1, 2) = b", "((a in [1 2]) = b)"),
        ("a NOT IN (1 + 2) OR b", "((NOT (a in [(1 + 2)])) OR b)"),
        ("a BETWEEN 1 AND 2 AND b", "((a between 1 2) AND b)"),
        ("a NOT BETWEEN b + 1 AND c * 2", "(NOT (a between (b + 1) (c * 2)))"),
        ("a LIKE b || '%' AND c", "((a LIKE (b || '%')) AND c)"),
        ("a NOT ILIKE 'x'", "(NOT (a ILIKE 'x'))"),
        ("a || b + c", "(a || (b + c))"),
        ("a - b - c", "((a - b) - c)"),
        ("a + b * c % d", "(a + ((b * c) % d))"),
        ("a / b / c", "((a / b) / c)"),
        ("-a * b", "((- a) * b)"),
        ("-a::integer", "(- (a as integer))"),
        ("a * -b", "(a * (- b))"),
        ("- - a", "(- (- a))"),
        ("+a", "a"),
        ("a::decimal(18, 2)::text", "((a as decimal[18, 2]) as text)"),
        ("CAST(a + 1 AS date)", "((a + 1) as date)"),
        ("(a OR b) AND c", "((a OR b) AND c)"),
        ("a != b", "(a <> b)"),
        ("CASE WHEN a THEN 1 WHEN b THEN 2 ELSE 3 END + 1", "(case(a:1 b:2 else 3) + 1)"),
        ("case a when 1 then 'x' end", "case(a 1:'x' else )"),
        ("sum(a) FILTER (WHERE b > 1) / 2", "(sum(a where (b > 1)) / 2)"),
        ("count(*)", "count(*)"),
        ("count(DISTINCT a)", "count(distinct a)"),
        ("first(a BY b)", "first(a, b)"),
        ("DATE '2024-01-31' < date", "(<2024-01-31> < date)"),
        ("timestamp '2024-01-31 10:00'", "<2024-01-31 10:00>"),
        ("date(2024, 1, 31)", "date(2024, 1, 31)"),
        ('"net amount" + a."b c".d', "(net amount + a.b c.d)"),
        ('"say ""hi"""', 'say "hi"'),
        ("'it''s'", '"it\'s"'),
        ('$rate * $"the rate"', "($rate * $the rate)"),
        ("true AND false OR null", "((true AND false) OR null)"),
        ("1.5 + .5 + 1e3 + 2.", "(((1.5 + .5) + 1e3) + 2.)"),
        ("a -- to the end\n + /* between */ b", "(a + b)"),
        ("año + größe + 売上", "((año + größe) + 売上)"),
        ("filter + by + as + where + distinct", "((((filter + by) + as) + where) + distinct)"),
        ("count(distinct)", "count(distinct)"),
        ("f()", "f()"),
    ],
)
def test_operators_bind_as_the_table_says(formula: str, meaning: str) -> None:
    assert shown(parse(formula)) == meaning


@pytest.mark.parametrize(
    ("formula", "start", "end", "message"),
    [
        ("", 0, 0, "The formula is empty."),
        ("  -- nothing", 12, 12, "The formula is empty."),
        ("a +", 3, 3, "The formula ends where a value should follow."),
        ("a + * b", 4, 5, "Here should be a value, not “*”."),
        ("(a", 2, 2, "The formula ends where “)” should follow."),
        ("a)", 1, 2, "Here should be an operator or the end of the formula, not “)”."),
        ("a b", 2, 3, "Here should be an operator or the end of the formula, not “b”."),
        ("f(a,)", 4, 5, "Here should be a value, not “)”."),
        ("f(a b)", 4, 5, "Here should be “)”, not “b”."),
        ("a IS 5", 5, 6, "Here should be NULL, not “5”."),
        ("a NOT 5", 6, 7, "Here should be IN, BETWEEN, LIKE or ILIKE, not “5”."),
        ("a IN ()", 6, 7, "IN needs at least one value."),
        ("a IN b", 5, 6, "Here should be “(”, not “b”."),
        ("a BETWEEN 1", 11, 11, "The formula ends where AND should follow."),
        ("CASE a END", 7, 10, "Here should be WHEN, not “END”."),
        ("CASE WHEN a THEN b", 18, 18, "The formula ends where WHEN, ELSE or END should follow."),
        ("CASE WHEN a ELSE b END", 12, 16, "Here should be THEN, not “ELSE”."),
        ("end + 1", 0, 3, "Here should be a value, not “end”."),
        ("a.5", 1, 3, "Here should be an operator or the end of the formula, not “.5”."),
        ("a.'b'", 2, 5, "Here should be the name of a column or table, not “b”."),
        ("CAST(a, integer)", 6, 7, "Here should be AS, not “,”."),
        ("a::5", 3, 4, "Here should be the name of a type, not “5”."),
        ("a::decimal(x)", 11, 12, "Here should be a whole number, not “x”."),
        ("$5", 0, 1, "“$” is followed by no name."),
        ("'abc", 0, 4, "This text has no end."),
        ('a + "b', 4, 6, "This quoted name has no end."),
        ('a + ""', 4, 6, "This name is empty."),
        ("a /* b", 2, 6, "This comment has no end."),
        ("a ; b", 2, 3, "“;” has no meaning in a formula."),
        ("a = “b”", 4, 5, "““” has no meaning in a formula."),
        ("a ^ 2", 2, 3, "“^” has no meaning in a formula."),
        ("a\x00b", 1, 2, "“U+0000” has no meaning in a formula."),
        ("SUM(a) FILTER (b)", 15, 16, "Here should be WHERE, not “b”."),
    ],
)
def test_an_error_stands_at_its_characters(formula: str, start: int, end: int, message: str) -> None:
    with pytest.raises(FormulaWrong) as caught:
        parse(formula)
    assert (caught.value.span.start, caught.value.span.end, caught.value.message) == (start, end, message)


@pytest.mark.parametrize("keyword", sorted(KEYWORDS))
def test_a_keyword_is_a_name_in_quotes(keyword: str) -> None:
    assert shown(parse(f'"{keyword}" + 1')) == f"({keyword} + 1)"


@pytest.mark.parametrize(
    "formula",
    [
        "(" * MAX_CHARACTERS,
        "(" * 2_000 + "a" + ")" * 2_000,
        "f(" * 1_333 + "a",
        "-" * 3_000 + "a",
        "NOT " * 999 + "a",
        "CASE WHEN " * 400,
        "a" + "+a" * 1_999,
        "a" + "::text" * 600,
        "a" + " IS NULL" * 400,
        "a IN (" * 600,
        "a BETWEEN " * 400,
        "a" * (MAX_CHARACTERS + 1),
    ],
)
def test_a_hostile_formula_is_refused_and_nothing_breaks(formula: str) -> None:
    with pytest.raises(FormulaWrong):
        parse(formula)


def test_a_chain_of_conditions_may_be_long() -> None:
    assert parse(" OR ".join(["a"] * 700)).depth < 15
    assert shown(parse("a AND b AND c AND d AND e")) == "((a AND b) AND (c AND (d AND e)))"


def test_what_is_nested_as_deep_as_allowed_is_read() -> None:
    assert shown(parse("(" * (MAX_DEPTH - 1) + "a" + ")" * (MAX_DEPTH - 1))) == "a"
    assert parse("a" + "+a" * (MAX_DEPTH - 1)).depth == MAX_DEPTH


SIGNS = ["(", ")", ",", "+", "-", "*", "/", "=", "<>", "::", ".", "$", "''", "1", "1.5", "'t'", '"b c"', "a", "sum"]
WORDS = st.sampled_from([*SIGNS, *sorted(KEYWORDS), "AS", "FILTER", "DATE", "DISTINCT"])


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=25).map(" ".join)))
def test_any_text_is_read_or_refused_at_characters_that_it_has(formula: str) -> None:
    wrong = error_of(formula)
    assert wrong is None or (wrong.message and 0 <= wrong.span.start <= wrong.span.end <= len(formula))


def error_of(formula: str) -> FormulaWrong | None:
    try:
        parse(formula)
    except FormulaWrong as wrong:
        return wrong
    return None
