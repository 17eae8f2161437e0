"""A readable page made from the OpenAPI document: plain HTML, no script, nothing from elsewhere."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from gnomon.api.openapi import operations
from gnomon.identity.deps import public

router = APIRouter()

STYLE = """
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 18%, transparent); }
body { font: 15px/1.55 system-ui, sans-serif; max-width: 64rem; margin: 2rem auto; padding: 0 1.25rem 6rem; }
nav a { margin-right: .9rem; } h2 { margin-top: 3rem; border-bottom: 1px solid var(--line); padding-bottom: .3rem; }
details { border: 1px solid var(--line); border-radius: 8px; margin: .5rem 0; padding: .5rem .8rem; }
summary { cursor: pointer; } code { font: 13px ui-monospace, monospace; }
.method { display: inline-block; min-width: 4.2rem; font-weight: 650; font-size: 12px; letter-spacing: .04em; }
.words { opacity: .75; margin-left: .8rem; }
table { border-collapse: collapse; width: 100%; margin: .6rem 0; font-size: 14px; }
td, th { text-align: left; vertical-align: top; border-top: 1px solid var(--line); padding: .3rem .6rem .3rem 0; }
"""


@router.get("/docs", include_in_schema=False, dependencies=[public])
async def docs(request: Request) -> HTMLResponse:
    """The readable description of the API."""
    return HTMLResponse(render(request.app.openapi()))


def render(document: Mapping[str, Any]) -> str:
    """The whole page."""
    families: dict[str, list[str]] = defaultdict(list)
    for path, method, operation in operations(dict(document)):
        families[(operation.get("tags") or ["other"])[0]].append(_operation(path, method, operation))
    links = "".join(f'<a href="#{escape(name)}">{escape(name)}</a> ' for name in families)
    sections = "".join(
        f'<h2 id="{escape(name)}">{escape(name)}</h2>{"".join(parts)}' for name, parts in families.items()
    )
    schemas = "".join(_schema(name, schema) for name, schema in sorted(document["components"]["schemas"].items()))
    info = document["info"]
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(info['title'])} API</title><style>{STYLE}</style><body>"
        f"<h1>{escape(info['title'])} API <small>{escape(info['version'])}</small></h1>"
        f"<p>{escape(info['description'])}</p>"
        f'<p>The machine-readable document: <a href="/api/v1/openapi.json">openapi.json</a></p><nav>{links}'
        f'<a href="#schemas">schemas</a></nav>{sections}<h2 id="schemas">schemas</h2>{schemas}</body></html>'
    )


def _operation(path: str, method: str, operation: Mapping[str, Any]) -> str:
    parameters = [
        (one["name"], one["in"], _type(one.get("schema", {})), one.get("description", ""))
        for one in operation.get("parameters", [])
    ]
    bodies = [
        ("body", media_type, _type(content.get("schema", {})), "")
        for media_type, content in operation.get("requestBody", {}).get("content", {}).items()
    ]
    replies = [
        (status, media_type, _type(content.get("schema", {})), reply["description"])
        for status, reply in operation["responses"].items()
        for media_type, content in (reply.get("content") or {"": {}}).items()
    ]
    return (
        f'<details id="{escape(operation["operationId"])}"><summary><span class="method">{method.upper()}</span>'
        f'<code>{escape(path)}</code><span class="words">{escape(operation.get("summary", ""))}</span></summary>'
        f"<p>{escape(operation.get('description', ''))}</p>"
        f"{_table('What goes in', [*parameters, *bodies])}{_table('What comes out', replies)}</details>"
    )


def _schema(name: str, schema: Mapping[str, Any]) -> str:
    required = set(schema.get("required", ()))
    rows = [
        (field, "required" if field in required else "", _type(inner), inner.get("description", ""))
        for field, inner in schema.get("properties", {}).items()
    ]
    if "enum" in schema:
        rows += [(str(value), "", "", "") for value in schema["enum"]]
    return (
        f'<details id="schema-{escape(name)}"><summary><code>{escape(name)}</code></summary>'
        f"<p>{escape(schema.get('description', ''))}</p>{_table('Fields', rows)}</details>"
    )


def _table(heading: str, rows: list[tuple[str, str, str, str]]) -> str:
    if not rows:
        return ""
    lines = "".join(
        f"<tr><td><code>{escape(name)}</code></td><td>{escape(place)}</td><td>{kind}</td><td>{escape(words)}</td></tr>"
        for name, place, kind, words in rows
    )
    return f'<table><tr><th colspan="4">{heading}</th></tr>{lines}</table>'


def _type(schema: Mapping[str, Any]) -> str:
    return " or ".join(_types(schema))


def _types(schema: Mapping[str, Any]) -> Iterator[str]:
    if "$ref" in schema:
        name = escape(schema["$ref"].rsplit("/", 1)[-1])
        yield f'<a href="#schema-{name}"><code>{name}</code></a>'
    for union in ("anyOf", "oneOf", "allOf"):
        for member in schema.get(union, ()):
            yield from _types(member)
    if schema.get("type") == "array":
        yield f"list of {_type(schema.get('items', {})) or 'anything'}"
    elif "type" in schema:
        yield escape(f"{schema['type']}{' ' + schema['format'] if 'format' in schema else ''}")
