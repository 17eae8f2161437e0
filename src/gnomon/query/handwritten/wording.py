"""The engine's errors in the words of the product."""

import re

_KIND = re.compile(r"^[A-Z][A-Za-z ]{2,30} Error: ")
_CANDIDATES = re.compile(r"\s*(?:Candidate (?:bindings|tables):|Did you mean).*", re.DOTALL)
_PLAINER = (
    (re.compile(r'^Referenced column "(.+?)" not found in FROM clause!'), r"There is no column “\1” here."),
    (re.compile(r'^(?:Table|Values list) "(.+?)" does not have a column named "(.+?)"'), r"“\1” has no column “\2”."),
    (re.compile(r'^Referenced table "(.+?)" not found!'), r"There is no table “\1” in this FROM."),
)


def worded(message: str, *, has_near_misses: bool) -> str:
    """What the engine said, without the kind of its error, and without near misses where they are told apart."""
    found = _KIND.sub("", message)
    if has_near_misses:
        found = _CANDIDATES.sub("", found)
    for said, told in _PLAINER:
        found = said.sub(told, found)
    return f"{found[:-1]}." if found.endswith("!") else found
