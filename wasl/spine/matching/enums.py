"""Codes of the room, with the words shown for them."""

from __future__ import annotations

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    """What was decided of a pair, if anything."""

    OPEN = "open", pgettext_lazy("pair", "To decide")
    SAME = "same", pgettext_lazy("pair", "Same person")
    DIFFERENT = "different", pgettext_lazy("pair", "Different persons")
    LATER = "later", pgettext_lazy("pair", "Put off")


DECIDED: tuple[str, ...] = (State.SAME, State.DIFFERENT, State.LATER)


class Verdict(models.TextChoices):
    """How strongly a pair looks like one person."""

    STRONG = "strong", pgettext_lazy("likeness", "Strong")
    LIKELY = "likely", pgettext_lazy("likeness", "Likely")
    POSSIBLE = "possible", pgettext_lazy("likeness", "Possible")
    NO = "no", pgettext_lazy("likeness", "Weak")


class FoundBy(models.TextChoices):
    """What made the machine look."""

    CREATE = "create", _("At registration")
    CHANGE = "change", _("After a correction")
    LIST = "list", _("In a list taken over")
    ALL = "all", _("In a search among all")
    HAND = "hand", _("By hand")


class Again(models.TextChoices):
    """Why a pair that was decided is to be decided again."""

    NO = "", _("Not decided before")
    PAPER = "paper", _("A paper number agrees since")
    UNMERGED = "unmerged", _("The merge was undone")
    UNDONE = "undone", _("The decision was taken back")


# The words of the journal for the acts of this room.
VERBS: dict[str, str | Promise] = {
    "matching.list": _("List of possible duplicates shown"),
    "matching.read": _("Two persons compared"),
    "matching.export": _("List of possible duplicates exported"),
    "matching.same": _("Two persons said to be the same"),
    "matching.different": _("Two persons said to be different"),
    "matching.later": _("Decision on two persons put off"),
    "matching.undo": _("Decision on two persons taken back"),
    "matching.search": _("Duplicates looked for"),
}
