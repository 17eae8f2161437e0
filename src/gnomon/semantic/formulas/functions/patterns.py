"""Patterns that must be right before the engine sees them: regular expressions, and forms of dates."""

import re
import warnings

MAX_REPETITIONS = 1_000
_GROUPS = re.compile(r"\(\?(?!:|P<[A-Za-z_][A-Za-z_0-9]*>|[ims]+[:)])")
_COUNTS = re.compile(r"\{(\d*)(?:,(\d*))?\}")
_ESCAPES = frozenset("dDsSwWnrtfv\\.^$|?*+()[]{}-/'\"#@!%&=<>:;,~` _")
_ESCAPES_OUTSIDE_OF_CLASSES = frozenset("bBA")
_DATE_PARTS = frozenset("YmdHMSfyBbjAapI%")


def complaint_about_regex(pattern: str) -> str | None:
    """What is wrong with a regular expression, as far as the engine (RE2) would say so; None where it is right."""
    if _GROUPS.search(pattern.replace("\\\\", "").replace("\\(", "")):
        return "Regular expressions here know neither look-around nor other groups than ( ), (?: ) and (?P<name> )."
    escape = _unknown_escape(pattern)
    if escape is not None:
        return f"“\\{escape}” means nothing in a regular expression here."
    total = 1
    for match in _COUNTS.finditer(pattern):
        total *= max(1, *(int(count[:6]) for count in match.groups() if count))
    if total > MAX_REPETITIONS:
        return f"This regular expression repeats more than {MAX_REPETITIONS:,} times."
    if re.search(r"[*+?}][+]", pattern.replace("\\\\", "").replace("\\+", "")):
        return "A regular expression here cannot repeat a repetition."
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            re.compile(pattern)
    except (re.error, FutureWarning, DeprecationWarning, OverflowError, RecursionError) as error:
        return f"This regular expression cannot be read: {error}."
    return None


def _unknown_escape(pattern: str) -> str | None:
    is_in_class = False
    place = 0
    while place < len(pattern):
        character = pattern[place]
        if character == "\\":
            escaped = pattern[place + 1 : place + 2]
            known = _ESCAPES if is_in_class else _ESCAPES | _ESCAPES_OUTSIDE_OF_CLASSES
            if escaped and escaped not in known:
                return escaped
            place += 1
        elif character == "[":
            is_in_class = True
        elif character == "]":
            is_in_class = False
        place += 1
    return None


def complaint_about_date_form(form: str) -> str | None:
    """What is wrong with the form of a date; None where it is right."""
    for part in re.findall(r"%(.?)", form, re.DOTALL):
        if part not in _DATE_PARTS:
            return f"“%{part}” is no part of a date: use %Y %m %d %H %M %S %f %y %b %B %a %A %j %I %p or %%."
    if len(form) > 100:
        return "The form of a date has at most 100 characters."
    return None
