"""What calls ask to be settled before two records of a person are merged."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from wasl.services.calls.enums import ApplicationStatus
from wasl.services.calls.models import Application, ApplicationMember

TWICE = _(
    "Both stand in an application to the same call, where a person may stand once: withdraw one of the two first."
)


def obstacles(kept_id: int, absorbed_id: int) -> Iterator[str | Promise]:
    """The applications to one call in which both stand, each in another: nobody is in two. Two queries.

    Two applications of the persons themselves are told by the constraint of the table.
    """
    standing = Application.objects.exclude(status=ApplicationStatus.WITHDRAWN)
    members = ApplicationMember.objects.filter(application__in=standing).select_related("application")
    mine = {row.application.call_id: row.application for row in members.filter(person_id=kept_id)}
    for row in members.filter(person_id=absorbed_id).order_by("application__call_id"):
        theirs, ours = row.application, mine.get(row.application.call_id)
        if ours is None or theirs == ours or {theirs.party_id, ours.party_id} == {kept_id, absorbed_id}:
            continue
        yield format_lazy("{} ({}, {})", TWICE, ours.reference, theirs.reference)
