"""Origins: one spelling of what browsers call an origin, and nothing that could mean more in a header."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnomon.sharing.origins import origin_of

GOOD = {
    "https://app.example.org": "https://app.example.org",
    "https://App.Example.ORG/": "https://app.example.org",
    " https://app.example.org ": "https://app.example.org",
    "https://app.example.org:443": "https://app.example.org",
    "http://app.example.org:80/": "http://app.example.org",
    "https://app.example.org:8443": "https://app.example.org:8443",
    "http://localhost:3000": "http://localhost:3000",
    "http://192.0.2.7:8080": "http://192.0.2.7:8080",
    "http://[2001:DB8::1]:8080": "http://[2001:db8::1]:8080",
    "https://bücher.example": "https://xn--bcher-kva.example",
}
BAD = (
    "",
    "*",
    "https://*",
    "https://*.example.org",
    "'self'",
    "'none'",
    "null",
    "data:",
    "https:",
    "javascript:alert(1)",
    "file:///etc/passwd",
    "ftp://example.org",
    "app.example.org",
    "//app.example.org",
    "https://",
    "https:///path",
    "https://example.org/path",
    "https://example.org//",
    "https://example.org?x=1",
    "https://example.org#top",
    "https://me@example.org",
    "https://me:secret@example.org",
    "https://example.org:0",
    "https://example.org:70000",
    "https://example.org:port",
    "https://example.org; script-src *",
    "https://example.org https://evil.example",
    "https://example.org,https://evil.example",
    "https://example.org\r\nX-Evil: 1",
    "https://example.org\n",
    "https://example.org\t",
    "https://exa\x00mple.org",
    'https://example.org"><script>',
    "https://example.org\\@evil.example",
    "https://[::1",
    "https://[not-an-address]",
    "https://.example.org",
    "https://example..org",
    "https://" + "a" * 400 + ".example",
    "https://%65xample.org",
    "https://example.org\u2028",
)


@pytest.mark.parametrize("text", GOOD)
def test_an_origin_has_one_spelling(text: str) -> None:
    assert origin_of(text) == GOOD[text]
    assert origin_of(GOOD[text]) == GOOD[text]


@pytest.mark.parametrize("text", BAD)
def test_what_is_more_or_less_than_an_origin_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        origin_of(text)


@given(st.text(max_size=60).map(lambda text: f"https://{text}") | st.text(max_size=40))
def test_whatever_is_taken_is_plain(text: str) -> None:
    try:
        origin = origin_of(text)
    except ValueError:
        return
    assert re.fullmatch(r"https?://[a-z0-9.\-:\[\]]+", origin)
