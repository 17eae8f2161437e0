"""The frame that custom visuals are shut into: no origin, no network, one script of ours, and nothing of anybody."""

import base64
from functools import cache
from hashlib import sha256

from fastapi import APIRouter
from starlette.responses import HTMLResponse

from gnomon.api.site import FOLDER
from gnomon.identity.deps import public

router = APIRouter()

SCRIPT = "visual-frame.js"
STYLE = (
    "html,body{margin:0;height:100%;overflow:hidden;background:transparent}"
    "svg{display:block;width:100%;height:100%;user-select:none}"
    "[data-faded]{opacity:.18}"
)
SHUT_IN = (
    "default-src 'none'",
    "worker-src blob:",
    "base-uri 'none'",
    "form-action 'none'",
    "sandbox allow-scripts",
)
"""The scripts of plug-ins run in a worker made of a text: like their frame, it can fetch nothing from anywhere."""


@router.get("/visual-frame", include_in_schema=False, dependencies=[public])
async def visual_frame() -> HTMLResponse:
    """The same for everybody: what is drawn in it comes by messages from the page around it."""
    script = _script()
    page = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Custom visual</title><style>{STYLE}</style>'
        f"</head><body><script>{script}</script></body></html>"
    )
    policy = (*SHUT_IN, f"script-src {_hashed(script)}", f"style-src {_hashed(STYLE)}")
    headers = {"content-security-policy": "; ".join(policy), "cache-control": "public, max-age=300"}
    return HTMLResponse(page, headers=headers)


@cache
def _script() -> str:
    """The built script of the frame; none in a checkout whose front end was never built."""
    path = FOLDER / SCRIPT
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _hashed(text: str) -> str:
    return f"'sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}'"
