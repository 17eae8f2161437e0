"""What the worker must know of a number, a table or a matrix to write it as the screen does, without Vega."""

from collections.abc import Mapping
from typing import Any

from gnomon.charts.contracts import Drawing, Mark
from gnomon.query.contracts import QueryColumn
from gnomon.query.service import QueryAnswer

WRITTEN = frozenset({Mark.KPI, Mark.TABLE, Mark.MATRIX})
NUMBERS = frozenset({"integer", "decimal", "float"})


def is_number(column: QueryColumn) -> bool:
    """Whether the values of a column are numbers, whatever they travel as."""
    return column.is_text_encoded or column.type.value in NUMBERS


def words_of_written(title: str, drawing: Drawing, answer: QueryAnswer) -> Mapping[str, Any] | None:
    """What it is made of beside its rows; None for whatever Vega or a plug-in draws."""
    if drawing.mark not in WRITTEN:
        return None
    kept = {"name", "label", "role", "type", "grain", "bin_width"}
    columns = answer.meaning.columns
    return {
        "mark": drawing.mark.value,
        "title": title,
        "columns": [one.model_dump(mode="json", include=kept) | {"is_number": is_number(one)} for one in columns],
        "form": drawing.number_format,
        "forms": drawing.number_formats,
        "cells": [one.model_dump(mode="json") for one in drawing.cells],
        "totals": [list(names) for names in drawing.totals],
        "bindings": [[one.channel, one.column] for one in drawing.bindings],
        "trend": None if drawing.trend is None else drawing.trend.model_dump(mode="json"),
        "total_rows": answer.meaning.total_rows,
    }
