"""Sorting whole rows reads every column of every row, to show a few of them."""

from dataclasses import replace

from gnomon.query.plan import Plan, Scan

MAX_LATE_ROWS = 1_000


def fetch_rows_late(plan: Plan) -> Plan:
    """Find the few rows of a sorted page by their sort columns alone, and only then read their other columns."""
    is_page = plan.limit is not None and plan.limit <= MAX_LATE_ROWS and bool(plan.order)
    return replace(plan, is_late=is_page and isinstance(plan.source.source, Scan))
