"""Takes paths, statements and addresses out of the engine's error texts before anyone reads them."""

import re

MAX_MESSAGE_CHARACTERS = 500

_QUOTED_SQL = re.compile(r"\n\s*LINE \d+:.*", re.DOTALL)
_STACK = re.compile(r"\n\s*Stack Trace:.*", re.DOTALL)
_URL = re.compile(r"\b[a-zA-Z][a-zA-Z0-9+.-]{1,20}://[^\s\"'`]+")
_QUOTED_PATH = re.compile(r"""(["'`])(?:[a-zA-Z]:)?[^"'`\n]*[/\\][^"'`\n]*\1""")
_BARE_PATH = re.compile(r"(?<![\w/\\.)])(?:[a-zA-Z]:\\|\\\\|~?/|\.{1,2}/)[\w.@%+~-][^\s\"'`,;:()]*")
_LAYER = re.compile(r"^(?:(?:C Data interface error|External error|Invalid argument error): )+")


def scrub(message: str) -> str:
    """The message without paths, addresses, stack traces or the text of the statement, cut to a readable length."""
    text = _LAYER.sub("", message)
    text = _STACK.sub("", text)
    text = _QUOTED_SQL.sub("", text)
    text = _URL.sub("(address)", text)
    text = _QUOTED_PATH.sub("(file)", text)
    text = _BARE_PATH.sub("(file)", text)
    text = " ".join(text.split())
    return text if len(text) <= MAX_MESSAGE_CHARACTERS else text[: MAX_MESSAGE_CHARACTERS - 1] + "…"
