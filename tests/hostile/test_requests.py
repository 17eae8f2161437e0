"""Requests that no honest client sends, on the wire: answered in the one form, in time, and nothing is kept."""

import json
import socket
import time
from typing import Any
from urllib.parse import urlsplit

import pytest
from tests.hostile.house import GOOD, House, open_house, refusal

SECONDS = 20
FORM = {"content-type": "multipart/form-data; boundary=x"}
INVALID = (422, "VALIDATION_ERROR")
FILE = b'Content-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
WHOLE = b"--x\r\n" + FILE + GOOD + b"\r\n--x--\r\n"
NAME = b'--x\r\nContent-Disposition: form-data; name="name"\r\n\r\nSales\r\n'


def speak(house: House, sent: bytes, *, closes: bool = False) -> tuple[int, dict[str, Any]] | None:
    """Send bytes over a socket of our own; answers status and problem, or nothing when the connection was closed."""
    address = urlsplit(house.url)
    with socket.create_connection((address.hostname, address.port), timeout=SECONDS) as connection:
        connection.sendall(sent)
        if closes:
            connection.shutdown(socket.SHUT_WR)
        heard = b""
        while block := connection.recv(65536):
            heard += block
            if _is_whole(heard):
                break
    if not heard:
        return None
    head, _, body = heard.partition(b"\r\n\r\n")
    return int(head.split()[1]), json.loads(body)


def _is_whole(heard: bytes) -> bool:
    head, _, body = heard.partition(b"\r\n\r\n")
    lengths = [line.split(b":")[1] for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    return bool(lengths) and len(body) >= int(lengths[0])


def head_of(house: House, *lines: str, method: str = "POST", path: str = "/api/v1/datasets/upload") -> bytes:
    """The head of a request of somebody signed in."""
    own = ("host: localhost", f"authorization: {house.client.headers['authorization']}", *lines)
    return "\r\n".join((f"{method} {path} HTTP/1.1", *own, "", "")).encode()


@pytest.mark.parametrize(
    ("content_type", "body", "message"),
    [
        ("multipart/form-data", WHOLE, "sent as multipart/form-data"),
        ("text/csv", GOOD, "sent as multipart/form-data"),
        ("application/json", b"[" * 100_000, "sent as multipart/form-data"),
        ("multipart/form-data; boundary=y", WHOLE, "not well-formed"),
        ("multipart/form-data; boundary=x", b"--x\r\n" + FILE + GOOD + b"\r\n" + WHOLE, "An upload has one file."),
        ("multipart/form-data; boundary=x", b"--x--\r\n", "There is no file"),
        (
            "multipart/form-data; boundary=x",
            WHOLE.replace(b'; filename="a.csv"', b""),
            "The field “file” holds no file.",
        ),
        ("multipart/form-data; boundary=x", WHOLE[:-8], "cut off before its end"),
        ("multipart/form-data; boundary=x", NAME * 101 + WHOLE, "at most 100 form fields"),
        ("multipart/form-data; boundary=x", NAME.replace(b"Sales", b"x" * 1_100_000) + WHOLE, "longer than 1048576"),
        ("multipart/form-data; boundary=x", NAME.replace(b"Sales", b"\xff\xfe") + WHOLE, "is not UTF-8 text"),
        ("multipart/form-data; boundary=x", NAME.replace(b"Sales", b"a\x00b") + WHOLE, "NUL character"),
    ],
)
def test_an_upload_in_a_wrong_form_is_refused_and_leaves_nothing(
    house: House, content_type: str, body: bytes, message: str
) -> None:
    before = house.kept()
    answer = house.client.post("/datasets/upload", content=body, headers={"content-type": content_type})
    status, code, said = refusal(answer)
    assert ((status, code), message in said) == (INVALID, True), said
    assert house.kept_when_tidied(before) == before


def test_fields_may_stand_after_the_file_and_the_body_may_have_no_length(unharmed: House) -> None:
    after = WHOLE.replace(b"--x--\r\n", b"") + NAME + b"--x--\r\n"
    pieces = (after[start : start + 7] for start in range(0, len(after), 7))
    answer = unharmed.client.post("/datasets/upload", content=pieces, headers=FORM)
    assert (answer.status_code, answer.json()["name"]) == (201, "Sales")
    unharmed.throw_away(answer.json()["id"])


@pytest.mark.parametrize("declared", [True, False])
def test_a_file_over_the_limit_is_refused(unharmed: House, declared: bool) -> None:
    head, block = b"--x\r\n" + FILE + b"a,b\n", b"1,2\n" * 250_000
    pieces = iter([head, *[block] * 25])
    lengths = {"content-length": str(len(head) + 25 * len(block))} if declared else {}
    headers = {"content-type": "multipart/form-data; boundary=x", **lengths}
    answer = unharmed.client.post("/datasets/upload", content=pieces, headers=headers)
    assert refusal(answer)[:2] == (413, "PAYLOAD_TOO_LARGE")


@pytest.mark.parametrize("share", [0.2, 0.6, 0.99])
def test_a_client_that_stops_in_the_middle_leaves_nothing(unharmed: House, share: float) -> None:
    body = WHOLE.replace(GOOD, GOOD * 20_000)
    head = head_of(unharmed, "content-type: multipart/form-data; boundary=x", f"content-length: {len(body)}")
    began = time.monotonic()
    speak(unharmed, head + body[: int(len(body) * share)], closes=True)
    assert time.monotonic() - began < SECONDS


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd.csv", "passwd.csv"),
        ("C:\\windows\\x.csv", "x.csv"),
        ("..\\..\\x.csv", "x.csv"),
        ("/dev/stdin.csv", "stdin.csv"),
        ("a\u202egpj.csv", "agpj.csv"),
        ("a\u0000b.csv", "ab.csv"),
        ("CON.csv", "CON.csv"),
        (".hidden.csv", ".hidden.csv"),
        ("-rf.csv", "-rf.csv"),
        ("x" * 1000 + ".csv", "x" * 251 + ".csv"),
        ("<img src=x onerror=alert(1)>.csv", "<img src=x onerror=alert(1)>.csv"),
        ("=cmd|' /C calc'!A0.csv", " C calc'!A0.csv".strip()),
        ("'; DROP TABLE datasets; --.csv", "'; DROP TABLE datasets; --.csv"),
    ],
)
def test_a_name_is_words_about_a_file_and_never_a_path(house: House, name: str, shown: str) -> None:
    disposition = f'form-data; name="file"; filename="{name}"'.replace("\\", "\\\\")
    body = b"--x\r\nContent-Disposition: " + disposition.encode() + b"\r\n\r\n" + GOOD + b"\r\n--x--\r\n"
    answer = house.client.post("/datasets/upload", content=body, headers=FORM)
    assert (answer.status_code, answer.json().get("file_name")) == (201, shown), answer.text
    house.throw_away(answer.json()["id"])


DEEP = b'{"name":' + b"[" * 100_000 + b"]" * 100_000 + b"}"


@pytest.mark.parametrize(
    ("path", "body", "expected", "message"),
    [
        ("/dashboards", DEEP, INVALID, "nested more than 128 levels"),
        ("/query", b'{"spec":' * 100_000, INVALID, "nested more than 128 levels"),
        ("/dashboards", b'{"name":"\xff\xfe"}', INVALID, "The body is not valid JSON."),
        ("/dashboards", rb'{"name":"a\u0000b"}', INVALID, "NUL character"),
        ("/dashboards", b'{"name":"a\x00b"}', INVALID, "The body is not valid JSON."),
        ("/dashboards", b'{"name":' + b"9" * 100_000 + b"}", INVALID, "The body is not valid JSON."),
        ("/dashboards", b'{"nmae":"Sales"}', INVALID, "There is no such field."),
        ("/dashboards", b"[]", INVALID, "valid dictionary"),
        ("/dashboards", b"", INVALID, "A body is required."),
        ("/dashboards", b'{"name":"' + b"x" * 3_000_000 + b'"}', (413, "PAYLOAD_TOO_LARGE"), "2097152 bytes"),
        ("/query", b'{"spec":{"dataset_id":"1","measuers":[]}}', INVALID, "spec."),
        ("/query", b'{"spec":{"dataset_id":"00000000-0000-4000-8000-000000000000"}}', (404, "NOT_FOUND"), "dataset"),
        ("/query", b'{"spec":{"dataset_id":"00000000-0000-4000-8000-000000000000","limit":1e999}}', INVALID, "limit"),
    ],
)
def test_a_body_that_cannot_be_used_is_refused_with_its_reason(
    house: House, path: str, body: bytes, expected: tuple[int, str], message: str
) -> None:
    answer = house.client.post(path, content=body, headers={"content-type": "application/json"})
    status, code, said = refusal(answer)
    assert ((status, code), message in said) == (expected, True), said
    assert house.client.get("/dashboards").json()["total"] == 0


@pytest.mark.parametrize("field", ["nmae", "descripton", "sepc"])
def test_an_unknown_field_is_told_what_it_might_have_been(house: House, field: str) -> None:
    answer = house.client.post("/dashboards", json={"name": "Sales", field: "x"})
    near = {"nmae": "name", "descripton": "description", "sepc": "spec"}[field]
    assert answer.json()["error"]["hint"] == f"Did you mean “{near}”?"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("PUT", "/datasets/upload", 405),
        ("DELETE", "/query", 405),
        ("GET", "/datasets/not-an-id", 422),
        ("GET", "/datasets/..%2f..%2fetc%2fpasswd", 404),
        ("GET", "/datasets/%00", 404),
        ("GET", "/datasets?cursor=%00", 422),
        ("GET", "/datasets/00000000-0000-4000-8000-000000000000", 404),
        ("GET", "/dashboards/0/revisions/99999999999999999999", 422),
        ("GET", "/setup?" + "a" * 9000, 414),
    ],
)
def test_an_address_that_leads_nowhere_is_told_in_the_one_form(
    house: House, method: str, path: str, status: int
) -> None:
    assert refusal(house.client.request(method, path))[0] == status


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"GARBAGE\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nhost: x\r\nx: " + b"a" * 100_000 + b"\r\n\r\n", 431),
        (b"GET /api/v1/setup HTTP/1.1\r\nhost: x\r\n" + b"x-a: b\r\n" * 20_000 + b"\r\n", 431),
    ],
)
def test_what_is_hardly_http_is_refused_in_the_one_form(house: House, sent: bytes, status: int) -> None:
    told = speak(house, sent)
    assert told is not None
    assert (told[0], told[1]["status"], told[1]["success"]) == (status, status, False)


def test_passwords_cannot_be_tried_without_end(tmp_path_factory: pytest.TempPathFactory) -> None:
    with open_house(tmp_path_factory.mktemp("limits"), RATE_LIMIT_AUTH="5/minute") as limited:
        guess = {"email": "victim@example.com", "password": "wrong"}
        headers = {"x-forwarded-for": "10.0.0.1"}
        told = [limited.client.post("/auth/login", json=guess, headers=headers) for _ in range(8)]
    assert {answer.status_code for answer in told} == {401, 429}
    assert [answer.status_code for answer in told][-3:] == [429] * 3
    assert (refusal(told[-1])[1], int(told[-1].headers["retry-after"]) > 0) == ("RATE_LIMITED", True)
