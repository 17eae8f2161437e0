"""`gnomon visual`: custom visuals, for those who write and install them."""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from gnomon.visuals.contracts import Manifest

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
LOOK = {
    "theme": "light",
    "font": "sans-serif",
    "fg": "#161a22",
    "muted": "#515a69",
    "line": "#dfe3ea",
    "line_strong": "#8a93a3",
    "panel": "#ffffff",
    "categories": ["#0047ba", "#d97c0f", "#008146", "#a367ac"],
}


@click.group()
def visual() -> None:
    """Check, sign and begin custom visuals."""


@visual.command()
@click.argument("folder", type=FOLDER)
@click.option("--key", "keys", multiple=True, help="A public key; the visual must then be signed.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Where to keep the picture as SVG.")
def check(folder: Path, keys: tuple[str, ...], out: Path | None) -> None:
    """Read FOLDER as the server does, and draw it once over made-up rows."""
    from gnomon.visuals.reading import Broken, read_visual

    try:
        found = read_visual(folder.resolve(), keys)
    except Broken as error:
        raise click.ClickException(str(error)) from None
    picture = _drawn(found.manifest, found.script)
    if out is not None:
        out.write_text(picture, encoding="utf-8")
    click.echo(f"{found.manifest.name} {found.manifest.version} is whole, and draws.")


@visual.command()
@click.argument("folder", type=FOLDER)
@click.option("--private-key", "key_file", type=FILE, help="File of a private key; without one, nothing is signed.")
def sign(folder: Path, key_file: Path | None) -> None:
    """Write into the manifest of FOLDER what its script comes to, and sign it."""
    from gnomon.visuals.reading import MANIFEST, SIGNATURE, Broken, parse_manifest
    from gnomon.visuals.signing import BadKey, signature_of

    place = folder / MANIFEST
    try:
        manifest = parse_manifest(place.read_bytes())
        script = (folder / manifest.script.file).read_bytes()
    except (Broken, OSError) as error:
        raise click.ClickException(str(error)) from None
    place.write_bytes(place.read_bytes().replace(manifest.script.sha256.encode(), sha256(script).hexdigest().encode()))
    if key_file is None:
        click.echo("The manifest has the script's SHA-256 now; it is not signed.")
        return
    try:
        signature = signature_of(place.read_bytes(), key_file.read_text("utf-8"))
    except BadKey as error:
        raise click.ClickException(str(error)) from None
    (folder / SIGNATURE).write_text(signature + "\n", encoding="utf-8")
    click.echo(f"{manifest.name} is signed.")


@visual.command("new-keys")
@click.argument("private_key_file", type=click.Path(exists=False, path_type=Path))
def new_keys(private_key_file: Path) -> None:
    """Make a pair of keys: the private one into a file, the public one for the setting `visuals_keys`."""
    from gnomon.visuals.signing import new_keys

    private, public = new_keys()
    private_key_file.touch(mode=0o600, exist_ok=False)
    private_key_file.write_text(private + "\n", encoding="utf-8")
    click.echo(f"GNOMON_VISUALS_KEYS='[\"{public}\"]'")


@visual.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def sample(folder: Path) -> None:
    """Copy the sample, a dumbbell picture, into FOLDER, which may be the folder of the setting."""
    from importlib import resources

    target = folder / "dumbbell"
    if target.exists():
        raise click.ClickException(f"{target} is there already.")
    target.mkdir(parents=True)
    for one in resources.files("gnomon.visuals").joinpath("sample", "dumbbell").iterdir():
        (target / one.name).write_bytes(one.read_bytes())
    click.echo(f"{target} is a visual that works; change it into yours.")


def _drawn(manifest: "Manifest", script: str) -> str:
    from gnomon.visuals.running import ScriptFailed, drawn_by
    from gnomon.visuals.service import options_of
    from gnomon.visuals.svg import NotAllowed, sanitised

    columns = _columns(manifest)
    rows = [{one["name"]: _value(one, place) for one in columns} for place in range(12)]
    given = {
        "rows": rows,
        "columns": columns,
        "size": {"width": 640, "height": 400},
        "look": LOOK,
        "options": options_of(manifest, {}),
    }
    try:
        inside = sanitised(drawn_by(script, given), len(rows))
    except ScriptFailed as error:
        raise click.ClickException(f"The script did not draw: {error}.") from None
    except NotAllowed as error:
        raise click.ClickException(f"What it drew would be refused: {error}.") from None
    frame = 'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 400" width="640" height="400"'
    return f'<svg {frame} font-family="sans-serif">{inside}</svg>\n'


def _columns(manifest: "Manifest") -> Sequence[dict[str, Any]]:
    return [
        {
            "name": f"{one.channel.value}{place}",
            "label": f"{one.label} {place + 1}" if one.at_most > 1 else one.label,
            "channel": one.channel.value,
            "role": "measure" if one.role == "measure" else "dimension",
            "type": "float" if one.role == "measure" else "text",
            "grain": None,
            "bin_width": None,
            "format": None,
        }
        for one in manifest.channels
        for place in range(max(1, one.at_least))
    ]


def _value(column: dict[str, Any], place: int) -> object:
    if column["role"] == "dimension":
        return f"{column['label']} {place + 1}"
    return round(100 + 60 * ((place * 7 + len(column["name"]) * 3 + ord(column["name"][-1])) % 11), 2)
