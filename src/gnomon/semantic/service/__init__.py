"""The verbs of models, by group: asking."""

from gnomon.semantic.graph import Reachable, address_of, find_path, reachable, resolve_address
from gnomon.semantic.paths import Path, Step
from gnomon.semantic.service.asking import checked_model, checked_models, model_of, model_without_values
from gnomon.semantic.view import model_view

__all__ = [
    "Path",
    "Reachable",
    "Step",
    "address_of",
    "checked_model",
    "checked_models",
    "find_path",
    "model_of",
    "model_view",
    "model_without_values",
    "reachable",
    "resolve_address",
]
