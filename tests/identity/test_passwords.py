"""The rules of passwords, and what bcrypt makes of them."""

import pytest

from gnomon.identity import passwords
from gnomon.identity.contracts import WeakPassword
from gnomon.identity.passwords import check_rules, hash_password, is_password


@pytest.mark.parametrize(
    ("password", "rules"),
    [
        ("Ab1-", ["length"]),
        ("abcdefg1-", ["upper"]),
        ("ABCDEFG1-", ["lower"]),
        ("Abcdefgh-", ["digit"]),
        ("Abcdefgh1", ["special"]),
        ("", ["length", "upper", "lower", "digit", "special"]),
        ("Correct-horse-7\x00", ["nul"]),
    ],
)
def test_each_broken_rule_has_its_own_message(password: str, rules: list[str]) -> None:
    with pytest.raises(WeakPassword) as caught:
        check_rules(password)
    told = caught.value.details["rules"]
    assert [one["rule"] for one in told] == rules
    assert len({one["message"] for one in told}) == len(rules)
    assert caught.value.message == " ".join(one["message"] for one in told)


def test_letters_and_digits_of_every_script_count() -> None:
    check_rules("Пароль-для-всех-٣")


async def test_the_cost_of_a_password_is_twelve(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert (await hash_password("Correct-horse-7")).startswith("$2b$12$")
    assert passwords.NOBODY_HASH.startswith("$2b$12$")


@pytest.mark.parametrize("length", [72, 73, 128, 250])
async def test_every_character_of_a_long_password_counts(length: int) -> None:
    password = "Aa1-" + "x" * (length - 5) + "y"
    hashed = await hash_password(password)
    assert await is_password(password, hashed)
    assert not await is_password(password[:-1] + "z", hashed)
    assert not await is_password(password[:-1], hashed)


async def test_the_same_signs_typed_differently_are_the_same_password() -> None:
    hashed = await hash_password("Käsebrot-1")
    assert await is_password("Ka\u0308sebrot-1", hashed)


async def test_nobody_has_a_password() -> None:
    assert not await is_password("Correct-horse-7", None)
