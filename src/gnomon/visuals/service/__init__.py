"""What plug-ins there are, what draws a picture, and whether its fields fit."""

from collections.abc import Iterable, Mapping

from gnomon.identity.contracts import Action, Principal
from gnomon.visuals.contracts import (
    Amount,
    Channel,
    DoesNotFit,
    ListedVisual,
    Manifest,
    OneOf,
    Option,
    OptionValue,
    Switch,
    VisualGone,
    VisualList,
    VisualScript,
)
from gnomon.visuals.folder import VisualFolder as VisualFolder


async def list_visuals(folder: VisualFolder, principal: Principal) -> VisualList:
    """The plug-ins to choose from, by name; owners are told of those that are broken, and why."""
    found = await folder.contents()
    items = sorted(found.visuals.values(), key=lambda one: (one.manifest.name.casefold(), one.manifest.id))
    return VisualList(
        items=tuple(ListedVisual(manifest=one.manifest, is_signed=one.is_signed) for one in items),
        broken=found.broken if principal.may(Action.WORKSPACE_MANAGE) else (),
        has_folder=folder.is_set,
    )


async def visual_script(folder: VisualFolder, visual_id: str) -> VisualScript:
    """What draws a picture. Raises `VisualGone`."""
    found = (await folder.contents()).visuals.get(visual_id)
    if found is None:
        raise VisualGone
    return VisualScript(manifest=found.manifest, script=found.script)


def check_fits(manifest: Manifest, bound: Iterable[tuple[str, bool]]) -> None:
    """See that the wells hold what is drawn; of each field, its channel and whether it counts. Raises `DoesNotFit`."""
    fields = list(bound)
    for one in manifest.channels:
        here = [is_measure for channel, is_measure in fields if channel == one.channel]
        if len(here) < one.at_least or len(here) > one.at_most:
            raise DoesNotFit(manifest, _wanted(one))
        if one.role != "any" and any(is_measure != (one.role == "measure") for is_measure in here):
            raise DoesNotFit(manifest, _wanted(one))


def options_of(manifest: Manifest, given: Mapping[str, OptionValue]) -> dict[str, OptionValue]:
    """Every option with its value: the given one where it is possible, else the default."""
    return {one.name: _value(one, given.get(one.name)) for one in manifest.options}


def _value(option: Option, given: OptionValue | None) -> OptionValue:
    match option:
        case Switch():
            return given if isinstance(given, bool) else option.default
        case Amount():
            is_number = isinstance(given, float | int) and not isinstance(given, bool)
            number = float(given) if is_number and given is not None else option.default
            return number if option.min <= number <= option.max else option.default
        case OneOf():
            is_offered = isinstance(given, str) and given in {one.value for one in option.choices}
            return given if is_offered and given is not None else option.default


def _wanted(one: Channel) -> str:
    what = {"dimension": "a field that groups", "measure": "a measure", "any": "a field"}[one.role]
    many = {"dimension": "fields that group", "measure": "measures", "any": "fields"}[one.role]
    if one.at_least == one.at_most == 1:
        count = what
    elif one.at_least == one.at_most:
        count = f"{one.at_least} {many}"
    else:
        count = f"{one.at_least} to {one.at_most} {many}"
    return f"{count} in “{one.channel.value}” ({one.label})"
