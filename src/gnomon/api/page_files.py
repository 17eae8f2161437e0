"""Built pages that are told something before they are sent."""

from functools import cache

from gnomon.api.site import FOLDER, NOT_BUILT


@cache
def built_page(name: str) -> str:
    """A page of the front end as it was built."""
    path = FOLDER / name
    return path.read_text(encoding="utf-8") if path.is_file() else NOT_BUILT
