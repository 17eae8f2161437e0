"""The HTTP of custom visuals: what there is, and what draws one."""

from typing import Annotated

from fastapi import APIRouter

from gnomon.identity.contracts import Action
from gnomon.identity.deps import CurrentPrincipal, allow, provide
from gnomon.visuals import service
from gnomon.visuals.contracts import AskedVisualId, VisualList, VisualScript
from gnomon.visuals.folder import VisualFolder

router = APIRouter(tags=["visuals"])

READ = [allow(Action.CHART_READ)]
Folder = Annotated[VisualFolder, provide(VisualFolder)]


@router.get("/visuals", dependencies=READ)
async def list_visuals(who: CurrentPrincipal, folder: Folder) -> VisualList:
    """The custom visuals that the administrator installed; owners are told of broken ones, and why."""
    return await service.list_visuals(folder, who)


@router.get("/visuals/{visual_id}", dependencies=READ)
async def get(visual_id: AskedVisualId, folder: Folder) -> VisualScript:
    """A custom visual with the script that draws it, for the frame that it is shut into."""
    return await service.visual_script(folder, visual_id)
