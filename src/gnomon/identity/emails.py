"""E-mail addresses as names of accounts: one spelling for one person."""

import re
import unicodedata

from gnomon.foundation.kit.errors import Invalid
from gnomon.identity.contracts import EMAIL_LENGTH

ADDRESS = re.compile(
    r"[^@\s\x00-\x1f\x7f<>\"(),:;\[\]\\]{1,64}@(?:[^@\s\x00-\x1f\x7f<>\"(),:;\[\]\\.]+\.)+[^@\s\x00-\x1f\x7f<>\"(),:;\[\]\\.]+"
)


def account_name(email: str) -> str:
    """The one spelling of an address; raises `Invalid` for what is no address."""
    spelled = unicodedata.normalize("NFKC", email).strip().lower()
    if len(spelled) > EMAIL_LENGTH or not ADDRESS.fullmatch(spelled):
        raise Invalid(
            "This is not an e-mail address.", hint="It looks like name@example.com.", details={"field": "email"}
        )
    return spelled
