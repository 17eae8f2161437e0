"""The HTTP of what the rows say about models: relationships that would fit, and whether declared ones hold."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request

from gnomon.identity.contracts import Action
from gnomon.identity.deps import CurrentPrincipal, allow, provide
from gnomon.query import service
from gnomon.query.contracts import RelationshipChecks, RelationshipSuggestions, SeeAs, SeenModel, SuggestRelationships
from gnomon.query.replies import while_connected
from gnomon.query.service import QueryRuntime
from gnomon.semantic.contracts import ModelId

router = APIRouter(tags=["models"])

READ = [allow(Action.MODEL_READ)]
MANAGE = [allow(Action.POLICY_MANAGE)]

Questions = Annotated[QueryRuntime, provide(QueryRuntime)]


@router.post("/models/suggestions", dependencies=READ)
async def suggest(
    body: SuggestRelationships, request: Request, who: CurrentPrincipal, questions: Questions
) -> RelationshipSuggestions:
    """Look for relationships between datasets, by names and types, and measure whether they hold."""
    return await while_connected(request, service.suggest_relationships(questions, who, body.dataset_ids))


@router.post("/models/see-as", dependencies=MANAGE)
async def see_as(body: SeeAs, request: Request, who: CurrentPrincipal, questions: Questions) -> SeenModel:
    """What the policies of a definition, saved or not, would leave of its tables for somebody."""
    return await while_connected(request, service.see_as(questions, who, body))


@router.post("/models/{model_id}/check-relationships", dependencies=READ)
async def check_relationships(
    model_id: UUID, request: Request, who: CurrentPrincipal, questions: Questions
) -> RelationshipChecks:
    """Measure whether the relationships of a model hold over the data of now."""
    return await while_connected(request, service.check_relationships(questions, who, ModelId(model_id)))
