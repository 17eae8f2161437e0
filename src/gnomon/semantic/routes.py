"""The HTTP of models: keep, check, and go back to old states."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from gnomon.datasets.contracts import DatasetId
from gnomon.foundation.kit.pagination import DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE, Page
from gnomon.identity.contracts import Action
from gnomon.identity.deps import CurrentPrincipal, Db, ReadDb, allow
from gnomon.semantic import service
from gnomon.semantic.contracts import (
    CheckFormula,
    CreateModel,
    FormulaCheck,
    FunctionList,
    ModelCheck,
    ModelId,
    ModelRevision,
    ModelSort,
    ModelState,
    ModelSummary,
    SaveModel,
    ValidateDefinition,
)

router = APIRouter(tags=["models"])

READ = [allow(Action.MODEL_READ)]
WRITE = [allow(Action.MODEL_WRITE)]

PageSize = Annotated[int, Query(ge=1, le=MAX_PAGE_SIZE)]
Cursor = Annotated[str | None, Query(max_length=100)]


YAML = "text/yaml"
DOCUMENT: dict[str, Any] = {"schema": {"type": "object", "description": "A model; datasets are named as in SQL."}}
YAML_BODY: dict[str, Any] = {"requestBody": {"required": True, "content": {YAML: DOCUMENT}}}
YAML_REPLY: dict[int | str, dict[str, Any]] = {200: {"description": "The model as YAML.", "content": {YAML: DOCUMENT}}}


@router.get("/models", dependencies=READ)
async def list_models(
    who: CurrentPrincipal,
    db: ReadDb,
    search: Annotated[str | None, Query(max_length=255)] = None,
    sort: ModelSort = ModelSort.NAME,
    cursor: Cursor = None,
    limit: PageSize = DEFAULT_PAGE_SIZE,
) -> Page[ModelSummary]:
    """List the models of the workspace."""
    return await service.list_models(db, who, search=search, sort=sort, cursor=cursor, limit=limit)


@router.post("/models", dependencies=WRITE, status_code=201)
async def create_model(body: CreateModel, who: CurrentPrincipal, db: Db) -> ModelState:
    """Define a model; a dataset belongs to one model at most."""
    return await service.create_model(db, who, body)


@router.post("/models/validate", dependencies=READ)
async def validate(body: ValidateDefinition, who: CurrentPrincipal, db: ReadDb) -> ModelCheck:
    """Check a definition without saving it."""
    return await service.check_model(db, who, body.definition)


@router.post("/models/check-formula", dependencies=READ)
async def check_formula(body: CheckFormula, who: CurrentPrincipal, db: ReadDb) -> FormulaCheck:
    """What a formula would give, or where it is wrong; for an editor, while somebody writes it."""
    return await service.check_formula(db, who, body)


@router.get("/models/functions", dependencies=READ)
async def functions() -> FunctionList:
    """Every function that formulas can call, with a sentence and an example each."""
    return service.list_functions()


@router.post("/models/import", dependencies=WRITE, status_code=201, openapi_extra=YAML_BODY)
async def import_model(request: Request, who: CurrentPrincipal, db: Db) -> ModelState:
    """Define a model by YAML, in which datasets are named as in SQL."""
    return await service.import_model(db, who, await request.body())


@router.get("/models/of-dataset/{dataset_id}", dependencies=READ)
async def model_of_dataset(dataset_id: UUID, who: CurrentPrincipal, db: ReadDb) -> ModelState:
    """The model that speaks about a dataset; without one, a definition to begin with, whose id is null."""
    return await service.get_model_of_dataset(db, who, DatasetId(dataset_id))


@router.get("/models/{model_id}", dependencies=READ)
async def get_model(model_id: UUID, who: CurrentPrincipal, db: ReadDb) -> ModelState:
    """One model with the datasets that it speaks about, and what is wrong with it."""
    return await service.get_model(db, who, ModelId(model_id))


@router.put("/models/{model_id}", dependencies=WRITE)
async def save_model(model_id: UUID, body: SaveModel, who: CurrentPrincipal, db: Db) -> ModelState:
    """Save a state of a model, made from the revision that it names; 409 when that is not the present one."""
    return await service.save_model(db, who, ModelId(model_id), body)


@router.delete("/models/{model_id}", dependencies=WRITE, status_code=204)
async def delete_model(model_id: UUID, who: CurrentPrincipal, db: Db) -> Response:
    """Throw a model into the trash."""
    await service.delete_model(db, who, ModelId(model_id))
    return Response(status_code=204)


@router.post("/models/{model_id}/validate", dependencies=READ)
async def validate_state(model_id: UUID, body: ValidateDefinition, who: CurrentPrincipal, db: ReadDb) -> ModelCheck:
    """Check a state of a model without saving it."""
    return await service.check_model(db, who, body.definition, ModelId(model_id))


@router.get("/models/{model_id}/revisions", dependencies=READ)
async def list_revisions(
    model_id: UUID,
    who: CurrentPrincipal,
    db: ReadDb,
    cursor: Cursor = None,
    limit: PageSize = DEFAULT_PAGE_SIZE,
) -> Page[ModelRevision]:
    """The saved states of a model, the latest first."""
    return await service.list_revisions(db, who, ModelId(model_id), cursor=cursor, limit=limit)


@router.post("/models/{model_id}/revisions/{revision}/restore", dependencies=WRITE)
async def restore_revision(model_id: UUID, revision: int, who: CurrentPrincipal, db: Db) -> ModelState:
    """Save an old state again, as the newest one."""
    return await service.restore_revision(db, who, ModelId(model_id), revision)


@router.get("/models/{model_id}/yaml", dependencies=READ, response_class=Response, responses=YAML_REPLY)
async def export_model(model_id: UUID, who: CurrentPrincipal, db: ReadDb) -> Response:
    """A model as YAML, always the same for the same model."""
    text = await service.export_model(db, who, ModelId(model_id))
    return Response(text, media_type=YAML)


@router.put("/models/{model_id}/yaml", dependencies=WRITE, openapi_extra=YAML_BODY)
async def replace_model(
    model_id: UUID,
    request: Request,
    who: CurrentPrincipal,
    db: Db,
    revision: Annotated[int | None, Query(ge=1, description="The revision that the text was made from.")] = None,
) -> ModelState:
    """Save a state of a model by YAML; 409 when a revision is named that is not the present one."""
    return await service.replace_model(db, who, ModelId(model_id), revision, await request.body())
