"""Who is calling: what row policies may ask of the principal."""

from gnomon.identity.contracts import MAX_ATTRIBUTES
from gnomon.semantic.contracts import Apply, Constant
from gnomon.semantic.contracts.functions import FunctionCategory
from gnomon.semantic.formulas import value_types as types
from gnomon.semantic.formulas.functions.declarations import POLICIES, Declaration, Form, Macro
from gnomon.semantic.formulas.syntax import Call, TextValue
from gnomon.semantic.formulas.typed import Checking, Scope, Typed
from gnomon.semantic.formulas.wrong import FormulaWrong

PEOPLE = FunctionCategory.POLICIES
USER_ATTRIBUTE = "user_attribute"
"""What checked trees call it; whoever asks a question puts the values in its place."""


def _user_attribute(checking: Checking, call: Call, scope: Scope) -> Typed:
    name = call.arguments[0] if len(call.arguments) == 1 else None
    if not isinstance(name, TextValue) or not name.text:
        raise FormulaWrong(
            call.span, "USER_ATTRIBUTE takes the name of an attribute, in quotes.", "Write USER_ATTRIBUTE('region')."
        )
    if not name.text.isascii() or name.text != name.text.lower() or not name.text.isidentifier():
        raise FormulaWrong(
            name.span,
            f"There can be no attribute “{name.text}”: names have small letters, digits and underscores.",
            f"A person may have {MAX_ATTRIBUTES} of them, such as region.",
        )
    return Typed(Apply(USER_ATTRIBUTE, (Constant(name.text, types.TEXT),), types.TEXT))


FUNCTIONS: tuple[Declaration, ...] = (
    Form(
        "USER_ATTRIBUTE",
        PEOPLE,
        "USER_ATTRIBUTE('name')",
        "What owners said of whoever asks, null where nothing; of several values, = and IN look at each.",
        "region = USER_ATTRIBUTE('region')",
        _user_attribute,
        POLICIES,
    ),
    Macro(
        "USER_EMAIL",
        PEOPLE,
        (),
        "USER_ATTRIBUTE('email')",
        "The e-mail address of whoever asks.",
        "email = USER_EMAIL()",
        {},
        kinds=POLICIES,
    ),
    Macro(
        "USER_ROLE",
        PEOPLE,
        (),
        "USER_ATTRIBUTE('role')",
        "The role of whoever asks in this workspace: owner, editor or viewer.",
        "USER_ROLE() = 'editor' OR amount < 100",
        {},
        kinds=POLICIES,
    ),
)
