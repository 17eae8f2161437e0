"""What differs between two documents, in words."""

from collections.abc import Iterator, Mapping, Sequence

Json = object

MAX_WORDS = 12
MAX_VALUE = 60
FIRST = ("kind", "mark", "title", "dataset_id", "encodings", "filters", "options")
"""What is told first."""
THROUGH = frozenset({"chart", "encodings", "options"})
"""Parts of a document that nobody calls by name."""
UNSPOKEN = frozenset({"version", "id"})


def difference_in_words(before: Mapping[str, Json], after: Mapping[str, Json]) -> tuple[str, ...]:
    """What the second says otherwise than the first: “mark bar → line”, “filter Region added”."""
    found = list(dict.fromkeys(_of_documents(before, after, ())))
    rest = len(found) - MAX_WORDS
    return (*found[:MAX_WORDS], f"{rest} more") if rest > 0 else tuple(found)


def _of_documents(before: Mapping[str, Json], after: Mapping[str, Json], path: tuple[str, ...]) -> Iterator[str]:
    names = dict.fromkeys((*(one for one in FIRST if one in before or one in after), *after, *before))
    for name in names:
        if name not in UNSPOKEN:
            yield from _of_values(before.get(name), after.get(name), (*path, *(() if name in THROUGH else (name,))))


def _of_values(before: Json, after: Json, path: tuple[str, ...]) -> Iterator[str]:
    if before == after:
        return
    name = _spoken(path)
    if _is_list(before) or _is_list(after):
        yield from _of_lists(_listed(before), _listed(after), name)
    elif _is_field(before) or _is_field(after):
        yield f"{name} {_value(before)} → {_value(after)}"
    elif _is_open(before, after, path):
        yield from _of_documents(_opened(before), _opened(after), path)
    elif isinstance(before, Mapping) or isinstance(after, Mapping) or _is_long(before, after) or _is_id(path):
        yield f"{name} {'added' if before is None else 'removed' if after is None else 'changed'}"
    else:
        yield f"{name} {_value(before)} → {_value(after)}"


def _of_lists(before: Sequence[Json], after: Sequence[Json], name: str) -> Iterator[str]:
    one = name.removesuffix("s")
    known, wanted = _by_key(before), _by_key(after)
    changes = [f"{one} {_called(wanted[key])} added" for key in wanted if key not in known]
    changes += [f"{one} {_called(known[key])} removed" for key in known if key not in wanted]
    changes += [f"{one} {_called(wanted[key])} changed" for key in wanted if key in known and known[key] != wanted[key]]
    yield from changes or [f"order of {name} changed"]


def _by_key(those: Sequence[Json]) -> dict[str, Json]:
    """Each by what it is about; of several about the same, each by how many stood before it."""
    found: dict[str, Json] = {}
    for one in those:
        about = _about(one)
        key, times = about, 1
        while key in found:
            times += 1
            key = f"{about} {times}"
        found[key] = one
    return found


def _about(one: Json) -> str:
    if not isinstance(one, Mapping):
        return repr(one)
    if _is_field(one):
        return repr((one["member"], one.get("aggregation")))
    return repr(next((one[key] for key in ("id", "member", "measure", "name") if one.get(key)), sorted(one)))


def _called(one: Json) -> str:
    if not isinstance(one, Mapping) or _is_field(one):
        return _value(one)
    names = ("label", "title", "name", "member", "measure", "parameter", "id")
    return next((_worded(str(one[key])) for key in names if one.get(key)), "")


def _value(one: Json) -> str:
    match one:
        case None:
            return "none"
        case bool():
            return "on" if one else "off"
        case Mapping():
            if not _is_field(one):
                return _called(one)
            with_grain = f"{_worded(str(one.get('label') or one['member']))} by {one['grain']}"
            plain = _worded(str(one.get("label") or ("rows" if one["member"] == "*" else one["member"])))
            of = f"{one['aggregation']} of " if one.get("aggregation") and not one.get("label") else ""
            return with_grain if one.get("grain") else f"{of}{plain}"
        case str():
            return _worded(one.replace("_", " "))
        case _:
            return str(one)


def _worded(text: str) -> str:
    return text if len(text) <= MAX_VALUE else f"{text[: MAX_VALUE - 1]}…"


def _spoken(path: tuple[str, ...]) -> str:
    named = " ".join(path).replace("_", " ")
    return {"dataset id": "dataset", "theme id": "theme", "markdown": "text"}.get(named, named)


def _is_field(one: Json) -> bool:
    return isinstance(one, Mapping) and "role" in one and "member" in one


def _is_list(one: Json) -> bool:
    return isinstance(one, Sequence) and not isinstance(one, str)


def _listed(one: Json) -> Sequence[Json]:
    return one if isinstance(one, Sequence) and not isinstance(one, str) else () if one is None else (one,)


def _is_open(before: Json, after: Json, path: tuple[str, ...]) -> bool:
    """Whether what is inside can be told: both are there, or one is and has a few plain words."""
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        return len(path) < 4
    return not path and isinstance(before or after, Mapping)


def _opened(one: Json) -> Mapping[str, Json]:
    return one if isinstance(one, Mapping) else {}


def _is_long(before: Json, after: Json) -> bool:
    return any(isinstance(one, str) and (len(one) > 2 * MAX_VALUE or "\n" in one) for one in (before, after))


def _is_id(path: tuple[str, ...]) -> bool:
    """Whether the value is the identifier of something, which says nothing to people."""
    return bool(path) and path[-1].endswith("_id")
