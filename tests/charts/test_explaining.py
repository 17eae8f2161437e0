"""Explaining figures over HTTP: values held against a plain calculation, every kind of comparison, and odd data."""

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from tests.charts.test_routes import upload
from tests.factories import Person

Row = dict[str, Any]
REGIONS = {"North": ["Oslo", "Bergen"], "South": ["Rome", "Naples"], "": ["Nowhere"]}


def sales() -> list[Row]:
    """Two years in which Rome falls in June 2024, with an id that every row has for itself."""
    chance = random.Random(4)
    rows: list[Row] = []
    for place in range(731):
        day = date(2023, 1, 1) + timedelta(days=place)
        for region, cities in REGIONS.items():
            for city in cities:
                amount = chance.randint(50, 150) * (0 if city == "Rome" and (day.year, day.month) == (2024, 6) else 1)
                paid = chance.choice(["card", "cash", "invoice"])
                order = f"order {len(rows)}"
                rows.append(
                    {"day": str(day), "region": region, "city": city, "paid": paid, "order": order, "amount": amount}
                )
    return rows


SALES = sales()


def csv_of(rows: Iterable[Mapping[str, Any]]) -> str:
    rows = list(rows)
    return "\n".join([",".join(rows[0]), *(",".join(map(str, one.values())) for one in rows)]) + "\n"


def amount(aggregation: str = "sum") -> Row:
    return {"member": "amount", "aggregation": aggregation, "name": "it"}


def chosen(member: str, *values: Any, **more: Any) -> Row:
    return {"kind": "in", "member": member, "values": list(values), **more}


JUNE = chosen("day", "2024-06-01", grain="month")


async def explain(person: Person, dataset_id: str, measure: Row, mark: list[Row], **more: Any) -> Any:
    question = {"dataset_id": dataset_id, "measures": [measure], **more.pop("question", {})}
    body = {"question": question, "measure": "it", "mark": mark, **more}
    answer = await person.client.post("/api/v1/charts/explain", json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()


def summed(rows: Iterable[Row], by: str, passes: Callable[[Row], bool]) -> dict[Any, int]:
    found: dict[Any, int] = defaultdict(int)
    for one in rows:
        if passes(one):
            found[one[by] or None] += one["amount"]
    return dict(found)


def in_month(month: str) -> Callable[[Row], bool]:
    return lambda row: str(row["day"]).startswith(month)


async def test_a_month_is_compared_with_the_one_before_and_its_parts_come_to_the_difference(owner: Person) -> None:
    dataset_id = await upload(owner, "sales.csv", csv_of(SALES))
    head = await explain(owner, dataset_id, amount(), [JUNE])
    assert [one["choice"]["kind"] for one in head["bases"]] == ["previous", "last_year", "others"]
    assert head["chosen"]["part"]["values"] == ["2024-05-01"]
    assert [one["member"] for one in head["fields"]] == ["region", "city", "paid"]
    assert [one["member"] for one in head["left_out"]] == ["order"]
    assert head["breakdowns"] == []
    june, may = (sum(summed(SALES, "paid", in_month(month)).values()) for month in ("2024-06", "2024-05"))
    assert (head["mine"]["value"], head["base"]["value"], head["delta"]) == (june, may, june - may)
    assert head["mine"]["row_count"] == 150
    assert head["change"] == pytest.approx((june - may) / may)
    found = await explain(owner, dataset_id, amount(), [JUNE], members=["region", "city", "paid"])
    assert found["breakdowns"][0]["member"] == "city"
    for breakdown in found["breakdowns"]:
        mine, base = (summed(SALES, breakdown["member"], in_month(month)) for month in ("2024-06", "2024-05"))
        wanted = {key: mine.get(key, 0) - base.get(key, 0) for key in {*mine, *base}}
        assert {one["value"]: one["contribution"] for one in breakdown["contributions"]} == wanted
        assert sum(one["contribution"] for one in breakdown["contributions"]) == june - may
    assert found["breakdowns"][0]["contributions"][0]["value"] == "Rome"


async def test_a_year_before_and_the_other_months_are_other_figures(owner: Person) -> None:
    dataset_id = await upload(owner, "sales.csv", csv_of(SALES))
    last_year = await explain(owner, dataset_id, amount(), [JUNE], base={"kind": "last_year", "member": "day"})
    assert last_year["base"]["value"] == sum(summed(SALES, "paid", in_month("2023-06")).values())
    others = await explain(owner, dataset_id, amount(), [JUNE], base={"kind": "others", "member": "day"})
    rest = sum(summed(SALES, "paid", lambda row: not in_month("2024-06")(row)).values())
    assert (others["chosen"]["count"], others["chosen"]["is_average"]) == (23, True)
    assert others["base"]["value"] == pytest.approx(rest / 23)


async def test_a_category_is_compared_with_the_average_of_the_others_and_with_any_of_them(owner: Person) -> None:
    dataset_id = await upload(owner, "sales.csv", csv_of(SALES))
    whole = summed(SALES, "region", lambda _: True)
    found = await explain(owner, dataset_id, amount(), [chosen("region", "North")], members=["paid"])
    assert [(one["choice"]["kind"], one["choice"]["value"]) for one in found["bases"]] == [
        ("others", None),
        ("value", "South"),
        ("value", None),
    ]
    average = (whole["South"] + whole[None]) / 2
    assert found["base"]["value"] == pytest.approx(average)
    [breakdown] = found["breakdowns"]
    assert sum(one["contribution"] for one in breakdown["contributions"]) == pytest.approx(found["delta"], rel=1e-9)
    assert found["delta"] == pytest.approx(whole["North"] - average)
    south = {"kind": "value", "member": "region", "value": "South"}
    beside = await explain(owner, dataset_id, amount(), [chosen("region", "North")], base=south)
    assert beside["delta"] == whole["North"] - whole["South"]
    nothing = await explain(owner, dataset_id, amount(), [chosen("region", None)])
    assert nothing["mine"]["value"] == whole[None]
    assert "region" not in [one["member"] for one in nothing["fields"]]


async def test_a_field_of_which_no_value_stands_on_both_sides_is_left_out(owner: Person) -> None:
    dataset_id = await upload(owner, "sales.csv", csv_of(SALES))
    found = await explain(owner, dataset_id, amount(), [chosen("region", "North")], members=["city", "paid"])
    assert [one["member"] for one in found["breakdowns"]] == ["paid"]
    assert {one["member"]: one["reason"] for one in found["left_out"]} == {
        "region": "The mark, or a filter, is about one value of it.",
        "order": "It has 3,655 values, too many to be told apart.",
        "city": "None of its values stands on both sides.",
    }


async def test_an_average_is_taken_apart_into_mix_and_rate(owner: Person) -> None:
    dataset_id = await upload(owner, "sales.csv", csv_of(SALES))
    found = await explain(owner, dataset_id, amount("avg"), [JUNE], members=["city", "paid"])
    assert found["measure"]["kind"] == "ratio"
    for breakdown in found["breakdowns"]:
        parts = breakdown["contributions"]
        assert sum(one["contribution"] for one in parts) == pytest.approx(found["delta"], rel=1e-9)
        assert sum(one["mix"] + one["rate"] for one in parts) == pytest.approx(found["delta"], rel=1e-9)
    assert found["breakdowns"][0]["member"] == "city"
    assert found["breakdowns"][0]["contributions"][0]["value"] == "Rome"
    assert (found["mine"]["above"], found["mine"]["below"]) == (found["mine"]["value"] * 150, 150)


STONES = {  # Charig and others, 1986: treatment, size, successes, patients
    ("open", "small"): (81, 87),
    ("open", "large"): (192, 263),
    ("keyhole", "small"): (234, 270),
    ("keyhole", "large"): (55, 80),
}


async def test_simpsons_paradox_is_said(owner: Person) -> None:
    rows = [
        {"treatment": treatment, "size": size, "cured": int(place < cured)}
        for (treatment, size), (cured, patients) in STONES.items()
        for place in range(patients)
    ]
    dataset_id = await upload(owner, "stones.csv", csv_of(rows))
    measure = {"member": "cured", "aggregation": "avg", "name": "it"}
    found = await explain(owner, dataset_id, measure, [chosen("treatment", "open")], members=["size"])
    assert found["mine"]["value"] == pytest.approx(273 / 350)
    assert found["delta"] == pytest.approx(273 / 350 - 289 / 350)
    [breakdown] = found["breakdowns"]
    assert breakdown["reversal"] == "all"


@pytest.mark.parametrize(
    ("formula", "kind"),
    [
        ("sum(amount) / count(*)", "ratio"),
        ("100 * (sum(amount) - count(*)) / nullif(sum(amount), 0)", "ratio"),
        ("sum(amount) - 2 * count(amount)", "sum"),
        ("sum(amount) / 1000", "sum"),
        ("avg(amount)", "ratio"),
        ("max(amount) - min(amount)", "whole"),
        ("count(DISTINCT city)", "whole"),
        ("sum(amount) / count(*) + 1", "whole"),
    ],
)
async def test_a_formula_is_taken_apart_where_it_is_made_of_sums(owner: Person, formula: str, kind: str) -> None:
    dataset_id = await upload(owner, "sales.csv", csv_of(SALES))
    found = await explain(owner, dataset_id, {"formula": formula, "name": "it"}, [JUNE], members=["city"])
    assert (found["measure"]["kind"], found["measure"]["formula"]) == (kind, formula)
    assert found["delta"] == pytest.approx(found["mine"]["value"] - found["base"]["value"], rel=1e-9)
    [breakdown] = found["breakdowns"]
    if kind == "whole":
        assert {one["contribution"] for one in breakdown["contributions"]} == {None}
        assert found["measure"]["reason"] is not None
    else:
        contributions = [one["contribution"] for one in breakdown["contributions"]]
        assert sum(contributions) == pytest.approx(found["delta"], rel=1e-9)


@pytest.mark.parametrize("aggregation", ["min", "max", "median", "count_distinct", "stddev"])
async def test_what_does_not_add_up_is_only_shown_side_by_side(owner: Person, aggregation: str) -> None:
    dataset_id = await upload(owner, "sales.csv", csv_of(SALES))
    found = await explain(owner, dataset_id, amount(aggregation), [chosen("region", "North")], members=["paid"])
    assert found["measure"]["kind"] == "whole"
    assert found["chosen"]["is_average"] is False
    [breakdown] = found["breakdowns"]
    assert (breakdown["surprise"], breakdown["explained"]) == (None, None)
    assert {one["contribution"] for one in breakdown["contributions"]} == {None}
    assert all(one["mine"] is not None for one in breakdown["contributions"])


async def test_the_filters_of_the_picture_hold_on_both_sides(owner: Person) -> None:
    dataset_id = await upload(owner, "sales.csv", csv_of(SALES))
    question = {"filters": [chosen("paid", "card"), {"kind": "measure", "measure": "it", "min": 1}]}
    found = await explain(owner, dataset_id, amount(), [JUNE], question=question)
    card = [one for one in SALES if one["paid"] == "card"]
    june, may = (sum(summed(card, "city", in_month(month)).values()) for month in ("2024-06", "2024-05"))
    assert (found["mine"]["value"], found["base"]["value"]) == (june, may)
    assert [one["member"] for one in found["fields"]] == ["region", "city"]
    assert any("leaves groups out" in note for note in found["notes"])


async def test_an_empty_base_is_said_and_everything_is_new(owner: Person) -> None:
    dataset_id = await upload(owner, "sales.csv", csv_of(SALES))
    first = chosen("day", "2023-01-01", grain="month")
    found = await explain(owner, dataset_id, amount(), [first], members=["city"])
    assert (found["base"]["row_count"], found["change"]) == (0, None)
    assert any("compared with" in note for note in found["notes"])
    assert {one["fate"] for one in found["breakdowns"][0]["contributions"]} == {"appeared"}
    ratio = await explain(owner, dataset_id, amount("avg"), [first], members=["city"])
    assert (ratio["delta"], [one["contributions"][0]["contribution"] for one in ratio["breakdowns"]]) == (None, [None])


async def test_many_values_are_folded_and_lose_nothing(owner: Person) -> None:
    rows = [
        {"year": year, "shop": f"shop {shop}", "amount": shop * (year - 2020)}
        for year in (2023, 2024)
        for shop in range(40)
    ]
    rows = [{"day": f"{one['year']}-05-05", **one} for one in rows for _ in range(2)]
    dataset_id = await upload(owner, "shops.csv", csv_of(rows))
    found = await explain(owner, dataset_id, amount(), [chosen("day", "2024-01-01", grain="year")], members=["shop"])
    parts = found["breakdowns"][0]["contributions"]
    assert (len(parts), parts[-1]["folded"]) == (11, 30)
    assert sum(one["contribution"] for one in parts) == found["delta"] == 2 * sum(range(40))


async def test_a_figure_of_everything_is_told_and_compared_with_nothing(owner: Person) -> None:
    dataset_id = await upload(owner, "sales.csv", csv_of(SALES))
    found = await explain(owner, dataset_id, amount(), [])
    assert found["mine"]["value"] == sum(one["amount"] for one in SALES)
    assert (found["base"], found["chosen"], found["delta"], found["bases"]) == (None, None, None, [])
    assert found["measure"]["definition"] == "The values of “Amount” added up over all of these rows."


async def test_days_are_those_of_the_clock_where_it_is_put_forward(owner: Person) -> None:
    hours = [f"2024-03-{day}T{hour:02d}:30:00Z" for day in (30, 31) for hour in range(24)]
    rows = [{"at": at, "kind": "ab"[place % 2], "amount": 1} for place, at in enumerate(hours)]
    dataset_id = await upload(owner, "hours.csv", csv_of(rows))
    zone = {"time_zone": "Europe/Berlin"}
    day = chosen("at", "2024-03-31T00:00:00", grain="day")
    found = await explain(owner, dataset_id, amount(), [day], question=zone, members=["kind"])
    assert (found["mine"]["value"], found["base"]["value"]) == (23, 23)
    assert sum(one["contribution"] for one in found["breakdowns"][0]["contributions"]) == 0
    gap = chosen("at", "2024-03-31T03:00:00", grain="hour")
    after = await explain(owner, dataset_id, amount(), [gap], question=zone)
    assert (after["mine"]["value"], after["base"]["row_count"]) == (1, 0)


async def test_long_numbers_keep_every_digit(owner: Person) -> None:
    rows = [
        {"side": "a", "kind": "x", "amount": "90071992547409.93"},
        {"side": "a", "kind": "y", "amount": "90071992547409.93"},
        {"side": "b", "kind": "x", "amount": "0.01"},
        {"side": "b", "kind": "y", "amount": "0.02"},
    ]
    dataset_id = await upload(owner, "long.csv", csv_of(rows))
    other = {"kind": "value", "member": "side", "value": "b"}
    found = await explain(owner, dataset_id, amount(), [chosen("side", "a")], base=other, members=["kind"])
    assert str(found["delta"]) == "180143985094819.83"
    assert sorted(str(one["contribution"]) for one in found["breakdowns"][0]["contributions"]) == [
        "90071992547409.91",
        "90071992547409.92",
    ]


HOSTILE = ["it's", '"quoted"', "</script><b>x", "${1+1}", "'; DROP TABLE x; --", "=1+1", "日本"]


async def test_hostile_names_are_values_like_any_others(owner: Person) -> None:
    lines = ["side,name,amount"]
    lines += [
        '{},"{}",{}'.format(side, name.replace('"', '""'), 2 if side == "a" else 1) for side in "ab" for name in HOSTILE
    ]
    dataset_id = await upload(owner, "names.csv", "\n".join(lines) + "\n")
    found = await explain(owner, dataset_id, amount(), [chosen("side", "a")], members=["name"])
    assert sorted(one["value"] for one in found["breakdowns"][0]["contributions"]) == sorted(HOSTILE)
    beside = await explain(owner, dataset_id, amount(), [chosen("name", HOSTILE[2])], members=["side"])
    assert beside["mine"]["value"] == 3


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"measure": "other"}, "VALIDATION_ERROR"),
        ({"members": ["no such field"]}, "VALIDATION_ERROR"),
        ({"members": ["order"]}, "VALIDATION_ERROR"),
        ({"base": {"kind": "previous", "member": "city"}}, "VALIDATION_ERROR"),
        ({"base": {"kind": "value", "member": "paid", "value": "card"}}, "VALIDATION_ERROR"),
        ({"mark": [chosen("no such field", 1)]}, "VALIDATION_ERROR"),
    ],
)
async def test_what_cannot_be_is_refused_in_words(owner: Person, body: Row, code: str) -> None:
    dataset_id = await upload(owner, "sales.csv", csv_of(SALES[:300]))
    asked = {"question": {"dataset_id": dataset_id, "measures": [amount()]}, "measure": "it", "mark": [JUNE], **body}
    answer = await owner.client.post("/api/v1/charts/explain", json=asked)
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, code)
    assert "Traceback" not in answer.text


async def test_a_picture_that_hides_small_groups_is_not_taken_apart(owner: Person) -> None:
    dataset_id = await upload(owner, "sales.csv", csv_of(SALES[:300]))
    question = {"dataset_id": dataset_id, "measures": [amount()], "hides_small": {"below": 5}}
    answer = await owner.client.post("/api/v1/charts/explain", json={"question": question, "measure": "it"})
    assert answer.status_code == 422
    assert "would tell of small groups" in answer.json()["error"]["message"]


async def test_a_dataset_of_nobody_is_not_found(owner: Person) -> None:
    question = {"dataset_id": str(uuid4()), "measures": [amount()]}
    answer = await owner.client.post("/api/v1/charts/explain", json={"question": question, "measure": "it"})
    assert answer.status_code == 404
