"""SVG: drawn anew of the few elements and attributes that only draw; nothing else of the file is left."""

from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from gnomon.dashboards.contracts.assets import NotAnImage
from gnomon.dashboards.images.parts import SafeImage
from gnomon.dashboards.images.svg_looks import (
    DRAWING,
    HOLDERS,
    LOOKS,
    NUMBERS,
    POINTERS,
    TEXTS,
    is_safe,
    local_target,
    looks_in,
    rules_in,
)

SVG = "http://www.w3.org/2000/svg"
_POINTER = "href"
_POINTER_OF_OLD = "http://www.w3.org/1999/xlink|href"
MAX_SVG_BYTES = 1_000_000
MAX_ELEMENTS = 20_000
MAX_DEPTH = 64
MAX_USES = 50
MAX_DRAWN_EDGE = 2_048


def looks_like_svg(content: bytes) -> bool:
    """Whether bytes may be an SVG document."""
    return content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"\xff\xfe<", b"\xfe\xff"))


def safe_svg(content: bytes) -> SafeImage:
    """The drawing without anything that could act or fetch. Raises `NotAnImage`."""
    if len(content) > MAX_SVG_BYTES:
        raise NotAnImage(f"a drawing may have {MAX_SVG_BYTES // 1_000_000} MB at most.")
    redrawing = _Redrawing()
    parser = expat.ParserCreate(namespace_separator="|")
    parser.buffer_text = True
    parser.StartElementHandler = redrawing.begin
    parser.EndElementHandler = redrawing.end
    parser.CharacterDataHandler = redrawing.words
    parser.StartDoctypeDeclHandler = _no_definitions
    parser.EntityDeclHandler = _no_entities
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise NotAnImage("it is not a well-formed drawing.") from error
    return redrawing.image()


def _no_definitions(_name: str, _system: str | None, _public: str | None, has_internal_subset: int) -> None:
    if has_internal_subset:
        raise NotAnImage("it defines words of its own.")


def _no_entities(*_parts: object) -> None:
    raise NotAnImage("it defines words of its own.")


class _Redrawing:
    """What is written while the file is read."""

    def __init__(self) -> None:
        self._written: list[str] = []
        self._path: list[str] = []
        self._dropped = 0
        """How deep inside of something that is left out."""
        self._is_style = False
        self._style: list[str] = []
        self._rules: dict[str, dict[str, str]] = {}
        self._elements = self._uses = 0
        self._held: list[bool] = []
        """Of each open element: whether it, and what it holds, can be used again."""
        self._size: tuple[int, int] | None = None

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        """Write the beginning of an element, or leave it out with all that it holds."""
        self._elements += 1
        if self._elements > MAX_ELEMENTS or len(self._path) + self._dropped > MAX_DEPTH:
            raise NotAnImage("it is drawn of too many parts.")
        space, _, name = tag.rpartition("|")
        if not self._path and (space != SVG or name != "svg"):
            raise NotAnImage("it is not a drawing.")
        if self._dropped or space != SVG or not self._may_stand(name, attributes):
            self._dropped += 1
            self._is_style = self._dropped == 1 and space == SVG and name == "style"
            return
        self._held.append(bool(self._path) and ("id" in attributes or name in HOLDERS))
        self._path.append(name)
        if len(self._path) == 1:
            self._root(attributes)
            return
        looks = self._looks(name, attributes)
        self._written.append(f"<{name}{''.join(f' {key}={quoteattr(value)}' for key, value in looks.items())}>")

    def end(self, tag: str) -> None:
        """Write the end of an element."""
        if self._dropped:
            self._dropped -= 1
            if self._is_style:
                self._is_style = False
                self._rules.update(rules_in("".join(self._style)))
                self._style.clear()
            return
        self._held.pop()
        self._written.append(f"</{self._path.pop()}>")

    def words(self, text: str) -> None:
        """Write what stands in a text, and read what stands in a style."""
        if self._is_style:
            self._style.append(text)
        elif not self._dropped and self._path and self._path[-1] in TEXTS:
            self._written.append(escape(text))

    def image(self) -> SafeImage:
        """The drawing as it was written."""
        if self._size is None:
            raise NotAnImage("it is not a drawing.")
        return SafeImage("image/svg+xml", "".join(self._written).encode(), *self._size)

    def _may_stand(self, name: str, attributes: dict[str, str]) -> bool:
        if not self._path:
            return True
        if name == "use":
            # One that could itself be used again would double at every step.
            self._uses += 1
            return self._uses <= MAX_USES and "id" not in attributes and not any(self._held)
        return name in DRAWING

    def _looks(self, name: str, attributes: dict[str, str]) -> dict[str, str]:
        found: dict[str, str] = {}
        target = local_target(attributes.get(_POINTER) or attributes.get(_POINTER_OF_OLD) or "")
        if name in POINTERS and target is not None:
            found["href"] = target
        found |= {key: value for key, value in attributes.items() if key in LOOKS and is_safe(key, value)}
        for one in attributes.get("class", "").split():
            found |= self._rules.get(one, {})
        return found | looks_in(attributes.get("style", ""))

    def _root(self, attributes: dict[str, str]) -> None:
        box = _box(attributes)
        scale = min(1.0, MAX_DRAWN_EDGE / max(box[2], box[3]))
        width, height = (max(1, round(edge * scale)) for edge in box[2:])
        self._size = (width, height)
        looks = {key: value for key, value in self._looks("svg", attributes).items() if key not in {"id", *NUMBERS}}
        shown = "".join(f" {key}={quoteattr(value)}" for key, value in looks.items() if key != "viewBox")
        place = " ".join(f"{one:g}" for one in box)
        self._written.append(f'<svg xmlns="{SVG}" viewBox="{place}" width="{width}" height="{height}"{shown}>')


def _box(attributes: dict[str, str]) -> tuple[float, float, float, float]:
    """The part of the plane that is seen."""
    given = attributes.get("viewBox", "").replace(",", " ").split()
    numbers = [_number(one) for one in given]
    if len(numbers) == 4 and numbers[2] > 0 and numbers[3] > 0:
        return numbers[0], numbers[1], numbers[2], numbers[3]
    width, height = (_number(attributes.get(one, "")) for one in ("width", "height"))
    return (0, 0, width, height) if width > 0 and height > 0 else (0, 0, 300, 150)


def _number(text: str) -> float:
    try:
        found = float(text.strip().removesuffix("px"))
    except ValueError:
        return 0
    return found if abs(found) < 1_000_000 else 0
