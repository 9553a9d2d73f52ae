"""The words by which the journal shows a verb or a kind of record; every room may name its own."""

from collections.abc import Callable

from django.apps import apps
from django.db.models import Q
from django.utils.functional import Promise

from wasl.kernel.actors import Actor
from wasl.kernel.slots import Slot

verbs: Slot[str | Promise] = Slot("audit.verbs", "Verb of the journal (`room.act`) → the words that show it.")
kinds: Slot[str | Promise] = Slot("audit.kinds", "Kind of record (`room.model`) → the word that shows it.")
reasons: Slot[str | Promise] = Slot(
    "audit.reasons", "Reason chosen in a list (`room.code`) → the words that show it."
)
concealed: Slot[Callable[[Actor], Q]] = Slot(
    "audit.concealed", "Room → (actor) → the entries that this reader of the journal must not find."
)


def verb_label(verb: str) -> str:
    """Return the words for a verb; when its room has not named it, the room and the bare act."""
    label = verbs.get(verb)
    if label:
        return str(label)
    room, _dot, act = verb.partition(".")
    try:
        return f"{apps.get_app_config(room).verbose_name} · {act.replace('_', ' ')}"
    except LookupError:
        return verb


def reason_label(verb: str, reason: str) -> str:
    """Return the words for a reason: what was typed as it was; a code its room has named (alone, or before `: `) in
    words."""
    code, _colon, typed = reason.partition(": ")
    label = reasons.get(f"{verb.partition('.')[0]}.{code}")
    return " · ".join(filter(None, (str(label), typed))) if label else reason
