"""Codes of the room, with the words shown for them."""

from __future__ import annotations

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Side(models.TextChoices):
    """Which of the two records a value is taken from."""

    KEPT = "kept", _("The record that is kept")
    ABSORBED = "absorbed", _("The record that is absorbed")


class MoveKind(models.TextChoices):
    """What became of rows of one table in a merge."""

    FOLLOWED = "followed", _("Moved to the record kept")
    STAYED = "stayed", _("Left where it was: the record kept has the same")
    MADE = "made", _("Written by the merge")


# The words of the journal for the acts of this room.
VERBS: dict[str, str | Promise] = {
    "merging.compare": _("Two records compared for a merge"),
    "merging.merge": _("Two records of a person merged"),
    "merging.unmerge": _("Merge undone"),
    "merging.read": _("Merge read"),
    "merging.list": _("List of merges shown"),
    "merging.export": _("List of merges exported"),
    "merging.forget": _("What undoing merges needs was erased"),
}

FIELD_WORDS: dict[str, str | Promise] = {
    "name": _("Name"),
    "sex": _("Sex"),
    "birth": _("Birth date"),
    "nationality": _("Nationality"),
    "phone": _("Phone"),
    "email": _("E-mail"),
    "province": _("Province"),
    "address": _("Address"),
    "language": _("Language to speak with"),
    "activity": pgettext_lazy("of a person", "Activity"),
}

# The tables of the rooms below, as a merge lists what follows.
TABLES: dict[str, str | Promise] = {
    "people.collectivemember": _("Memberships of collectives"),
    "people.consent": _("Consents"),
    "people.contact": _("Contacts"),
    "people.following": _("Offices that follow the person"),
    "people.householdmember": _("Households"),
    "people.namewritten": _("Names as written"),
    "people.paper": _("Papers"),
    "people.reference": _("Numbers at a partner"),
    "people.renewalnotice": _("Lines of weekly lists"),
    "people.residencestatus": _("Residence statuses"),
    "people.spokenlanguage": _("Languages"),
    "people.staffperson": _("Declarations of a member of the staff"),
    "people.tie": _("Ties"),
    "links.knownanswer": _("Answers from other organisations"),
    "links.link": _("Links with other organisations"),
    "links.question": _("Questions to other organisations"),
    "rights.accessrequest": _("Requests for what is held"),
    "rights.personnote": _("Notes"),
}
