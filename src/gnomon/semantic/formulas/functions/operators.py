"""The signs and words of the language."""

from gnomon.semantic.formulas.functions.declarations import Operator

OPERATORS = (
    Operator("or", "a OR b", "Whether at least one of two conditions holds.", "is_paid OR amount = 0", "a OR b"),
    Operator("and", "a AND b", "Whether both of two conditions hold.", "is_paid AND amount > 0", "a AND b"),
    Operator("not", "NOT a", "Whether a condition does not hold; of null null.", "NOT is_paid", "NOT a"),
    Operator("=", "a = b", "Whether two values are equal; null where one of them is.", "status = 'paid'", "a = b"),
    Operator("<>", "a <> b", "Whether two values differ; != is the same.", "status <> 'paid'", "a <> b"),
    Operator("<", "a < b", "Whether a value comes before another.", "amount < 100", "a < b"),
    Operator("<=", "a <= b", "Whether a value comes before another, or is it.", "amount <= 100", "a <= b"),
    Operator(">", "a > b", "Whether a value comes after another.", "ordered_at > '2024-01-31'", "a > b"),
    Operator(">=", "a >= b", "Whether a value comes after another, or is it.", "amount >= 100", "a >= b"),
    Operator(
        "is_null", "a IS [NOT] NULL", "Whether a value is absent; never null itself.", "note IS NULL", "a IS NULL"
    ),
    Operator("in", "a [NOT] IN (b, …)", "Whether a value is one of some.", "status IN ('paid', 'sent')", "a IN (rest)"),
    Operator(
        "between",
        "a [NOT] BETWEEN low AND high",
        "Whether a value lies between two others, or is one of them.",
        "amount BETWEEN 10 AND 20",
        "a >= b AND a <= c",
    ),
    Operator(
        "like",
        "a [NOT] LIKE pattern",
        "Whether a text looks like a pattern, in which % stands for any characters and _ for one.",
        "email LIKE '%@example.com'",
        "a LIKE b",
    ),
    Operator(
        "ilike",
        "a [NOT] ILIKE pattern",
        "Whether a text looks like a pattern, whatever the case of its letters.",
        "region ILIKE 'nor%'",
        "a ILIKE b",
    ),
    Operator(
        "||",
        "a || b",
        "Two texts as one; other values are written out. Null where one is.",
        "region || '-' || status",
        "a || b",
    ),
    Operator("+", "a + b", "The sum of two numbers, or the date so many days later.", "amount + discount", "a + b"),
    Operator(
        "-", "a - b", "The difference of two numbers, or the days between two dates.", "amount - discount", "a - b"
    ),
    Operator("*", "a * b", "The product of two numbers; exact unless one is a float.", "quantity * price", "a * b"),
    Operator(
        "/",
        "a / b",
        "The quotient of two numbers as a float; null where the divisor is 0.",
        "amount / quantity",
        "a / NULLIF(b, 0)",
    ),
    Operator(
        "%",
        "a % b",
        "What remains of a division, with the sign of the dividend; null where the divisor is 0.",
        "quantity % 12",
        "a % NULLIF(b, 0)",
    ),
    Operator("negate", "-a", "The number with the other sign.", "-amount", "-a"),
)
