"""The words by which the journal shows a verb; every room may name its own."""

from django.utils.functional import Promise

from wasl.kernel.slots import Slot

verbs: Slot[str | Promise] = Slot("audit.verbs", "Verb of the journal (`room.act`) → the words that show it.")


def verb_label(verb: str) -> str:
    """Return the words for a verb, or the verb itself when no room has named it."""
    label = verbs.get(verb)
    return str(label) if label else verb
