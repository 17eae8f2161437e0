"""An aggregate without groups has one row."""

from dataclasses import replace

from gnomon.query.plan import Aggregate, Plan


def drop_needless_limit(plan: Plan) -> Plan:
    """Neither order, limit nor count the one row of an aggregate without groups."""
    source = plan.source.source
    if not isinstance(source, Aggregate) or source.groups or plan.offset > 0:
        return plan
    return replace(plan, order=(), limit=None, is_counted=False)
