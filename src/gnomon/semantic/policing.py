"""Who is told of policies, and who may change them."""

from collections.abc import Mapping
from typing import Any

from gnomon.foundation.kit.errors import Forbidden
from gnomon.identity.contracts import Action, Principal
from gnomon.semantic.contracts import ModelCheck, ModelDefinition, ModelState, Policy

PARTS = ("row_policies", "column_policies")


class PoliciesAreKept(Forbidden):
    """Somebody who does not manage policies would change them, or take a dataset from under one."""

    def __init__(self) -> None:
        super().__init__(
            "This model has policies that say who may see what, and this would change or remove some of them.",
            hint="Keep their tables and datasets as they are, or ask an owner of the workspace to do it.",
            details={"action": Action.POLICY_MANAGE.value},
        )


def told_to(principal: Principal, state: ModelState) -> ModelState:
    """A model as this caller may know it: without its policies, unless they manage them."""
    if principal.may(Action.POLICY_MANAGE):
        return state
    problems = tuple(one for one in state.check.problems if not one.place.startswith(PARTS))
    check = ModelCheck(problems=problems, types=state.check.types)
    return state.model_copy(update={"definition": without_policies(state.definition), "check": check})


def told_definition(principal: Principal, definition: ModelDefinition) -> ModelDefinition:
    """A definition as this caller may know it."""
    return definition if principal.may(Action.POLICY_MANAGE) else without_policies(definition)


def without_policies(definition: ModelDefinition) -> ModelDefinition:
    """The rest of a definition, which says nothing about policies."""
    said = {name: getattr(definition, name) for name in ModelDefinition.model_fields if name not in PARTS}
    return ModelDefinition.model_construct(**said)


def with_policies(principal: Principal, present: ModelDefinition | None, wanted: ModelDefinition) -> ModelDefinition:
    """What a caller wants to save, with the policies that are there where it says nothing about them.

    Nobody loses a policy by leaving it out: an empty list removes, an absent one keeps. Raises `PoliciesAreKept`
    where a caller who does not manage policies would change one, or put another dataset in its table's place.
    """
    kept: dict[str, Any] = {
        part: () if present is None else getattr(present, part) for part in PARTS if part not in wanted.model_fields_set
    }
    merged = wanted.model_copy(update=kept)
    before = {} if present is None else _policies(present)
    if _policies(merged) != before and not principal.may(Action.POLICY_MANAGE):
        raise PoliciesAreKept
    return merged


def require_no_policies(principal: Principal, definition: ModelDefinition) -> None:
    """Raise `PoliciesAreKept` where a model has policies that this caller may not take away."""
    if _policies(definition) and not principal.may(Action.POLICY_MANAGE):
        raise PoliciesAreKept


def _policies(definition: ModelDefinition) -> Mapping[tuple[str, str], tuple[object, Policy]]:
    """Every policy with the dataset that it stands on; the name of a table alone could be given to another dataset."""
    datasets = {table.name: table.dataset_id for table in definition.tables}
    return {
        (part, policy.name): (datasets.get(policy.table), policy)
        for part in PARTS
        for policy in getattr(definition, part)
    }
