"""The verbs of models, by group: asking, viewing, reading, changing, text, trash."""

from gnomon.semantic.graph import Reachable, address_of, find_path, reachable, resolve_address
from gnomon.semantic.limits import NO_LIMITS, Limits, PolicyBroken, limits_of
from gnomon.semantic.paths import Path, Step
from gnomon.semantic.service.asking import checked_model, checked_models, visible_model, without_columns
from gnomon.semantic.service.at import DefinitionAt, model_at
from gnomon.semantic.service.changing import create_model, restore_revision, save_model
from gnomon.semantic.service.reading import (
    check_formula,
    check_model,
    checked_draft,
    get_model,
    get_model_of_dataset,
    list_functions,
    list_models,
    list_revisions,
)
from gnomon.semantic.service.text import export_model, import_model, replace_model
from gnomon.semantic.service.trash import PURGE, delete_model, list_trash, purge_model, restore_model
from gnomon.semantic.service.viewing import view_of
from gnomon.semantic.suggesting import Candidate, candidates
from gnomon.semantic.view import model_view

__all__ = [
    "NO_LIMITS",
    "PURGE",
    "Candidate",
    "DefinitionAt",
    "Limits",
    "Path",
    "PolicyBroken",
    "Reachable",
    "Step",
    "address_of",
    "candidates",
    "check_formula",
    "check_model",
    "checked_draft",
    "checked_model",
    "checked_models",
    "create_model",
    "delete_model",
    "export_model",
    "find_path",
    "get_model",
    "get_model_of_dataset",
    "import_model",
    "limits_of",
    "list_functions",
    "list_models",
    "list_revisions",
    "list_trash",
    "model_at",
    "model_view",
    "purge_model",
    "reachable",
    "replace_model",
    "resolve_address",
    "restore_model",
    "restore_revision",
    "save_model",
    "view_of",
    "visible_model",
    "without_columns",
]
