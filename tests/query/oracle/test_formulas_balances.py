"""Semi-additive measures: the last value of time, and the sum of everything else."""

from tests.query.model_harness import SmallModel
from tests.query.oracle.shops import model, values


def balances() -> SmallModel:
    """Balances of two accounts on some days; one ends earlier than the other."""
    return model(
        {
            "balances": values(
                "account VARCHAR, day DATE, balance INTEGER",
                "'giro', '2024-01-01', 10",
                "'giro', '2024-01-31', 20",
                "'giro', '2024-02-15', 30",
                "'savings', '2024-01-15', 100",
                "'savings', '2024-01-31', 200",
                "'savings', '2024-02-10', 300",
                "'lost', NULL, 7",
            )
        },
        measures={
            "balances.closing": "CLOSING(SUM(balance), day)",
            "balances.opening": "OPENING(SUM(balance), day)",
            "balances.closing_of_each": "CLOSING(SUM(balance), day, account)",
        },
    )


def test_a_balance_is_the_last_of_time_and_the_sum_of_everything_else() -> None:
    names = ["opening", "closing", "closing_of_each"]
    assert balances().rows("balances", dimensions=["day:month"], measures=names, totals=[[]]) == [
        ["2024-01-01", 10, 220, 220, 0],
        ["2024-02-01", 300, 30, 330, 0],
        [None, 10, 30, 330, 1],
        [None, None, None, None, 0],
    ]
    assert balances().rows("balances", dimensions=["account"], measures=names) == [
        ["giro", 10, 30, 30],
        ["lost", None, None, None],
        ["savings", 100, 300, 300],
    ]


def test_the_last_moment_is_the_last_that_the_filters_leave() -> None:
    january = {"kind": "time_range", "member": "day", "start": "2024-01-01", "end": "2024-01-31"}
    assert balances().rows("balances", measures=["opening", "closing", "closing_of_each"], filters=[january]) == [
        [10, 100, 110]
    ]


def test_a_balance_is_compared_with_the_one_a_month_before() -> None:
    found = balances().rows("balances", dimensions=["day:month"], measures=["=CHANGE(closing_of_each, day)"])
    assert found == [["2024-01-01", None], ["2024-02-01", 110], [None, None]]
