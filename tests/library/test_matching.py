"""How well a name answers the words of a search."""

import pytest

from gnomon.library.matching import folded, score, words_of


@pytest.mark.parametrize(
    ("words", "better", "worse"),
    [
        ("sales", "Sales", "Sales of 2024"),
        ("sales", "Sales of 2024", "Total sales"),
        ("sales", "Total sales", "Total salespeople"),
        ("sales", "Total salespeople", "Wholesales"),
        ("north sales", "Sales north", "Wholesales in the north"),
        ("art", "The state of the art", "Restarts by part"),
    ],
)
def test_the_nearer_a_name_is_to_the_words_the_better(words: str, better: str, worse: str) -> None:
    wanted = words_of(words)
    assert score(wanted, better, None) > score(wanted, worse, None) > 0


def test_a_name_counts_for_more_than_a_description() -> None:
    assert score(("sales",), "Wholesales", None) > score(("sales",), "Revenue", "All sales of the year") > 0


def test_every_word_must_stand_somewhere() -> None:
    assert score(("sales", "north"), "Sales", None) == 0
    assert score(("sales", "north"), "Sales", "of the north") > 0


def test_no_words_find_nothing() -> None:
    assert words_of("  \t ") == ()
    assert score((), "Sales", None) == 0


@pytest.mark.parametrize(
    ("text", "plain"), [("Émile ÅNGSTRÖM", "emile angstrom"), ("Straße", "strasse"), ("ﬁn", "fin")]
)
def test_text_is_compared_without_marks_and_cases(text: str, plain: str) -> None:
    assert folded(text) == plain
