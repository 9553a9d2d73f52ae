"""What this room holds on a person, told to them."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from wasl.base.documents.enums import Compartment
from wasl.kernel.actors import Actor
from wasl.spine.people.models import Party
from wasl.spine.people.slots import Holding, Word
from wasl.spine.rights.models import AccessRequest, Opening, PersonNote
from wasl.spine.rights.queries.journal import traces


def held(by: Actor, party: Party) -> Iterable[Holding]:
    """Notes by compartment, openings, requests of access, and what the journal says of the record."""
    for compartment in Compartment:
        notes = PersonNote.objects.filter(person_id=party.pk, compartment=compartment)
        if compartment and notes:
            yield Holding(
                "rights.notes",
                _("Notes: %(compartment)s") % {"compartment": compartment.label},
                {
                    "written_on": _("Written on"),
                    "text": _("Note"),
                    "corrected": _("Corrected by a later note"),
                },
                [
                    {
                        "written_on": row.created_at,
                        "text": row.text,
                        "corrected": hasattr(row, "corrected_by"),
                    }
                    for row in notes.select_related("corrected_by")
                ],
                compartment,
            )
    yield _openings(party)
    yield _requests(party)
    yield read_and_changed({"people.person": [party.pk], "people.party": [party.pk]})


def read_and_changed(records: dict[str, list[int]]) -> Holding:
    """What the journal says of these records (kind → ids): who read or changed them, as roles."""
    return Holding(
        "rights.journal",
        _("Who read or changed what is held on you"),
        {
            "on": _("Day"),
            "act": _("Act"),
            "organisation": _("Organisation"),
            "role": _("Role"),
            "times": _("Times"),
        },
        [
            {
                "on": one.on,
                "act": Word(one.verb, one.act),
                "organisation": one.organisation,
                "role": one.role,
                "times": one.times,
            }
            for one in traces(records)
        ],
    )


def _openings(party: Party) -> Holding:
    rows = Opening.objects.filter(party=party)
    return Holding(
        "rights.openings",
        _("What was kept apart and was opened"),
        {"at": _("When"), "compartment": _("Compartment"), "reason": _("Reason")},
        [
            {
                "at": row.created_at,
                "compartment": Word(row.compartment, row.get_compartment_display()),
                "reason": Word(row.reason, row.get_reason_display()),
            }
            for row in rows
        ],
    )


def _requests(party: Party) -> Holding:
    rows = AccessRequest.objects.filter(party=party)
    return Holding(
        "rights.requests",
        _("Your requests of access"),
        {
            "asked_on": _("Asked on"),
            "means": _("How the request came"),
            "identity": _("How we made sure of who asked"),
            "due_on": _("To answer by"),
            "ended_on": _("Answered on"),
            "handing": _("How it ended"),
        },
        [
            {
                "asked_on": row.asked_on,
                "means": Word(row.means, row.get_means_display()),
                "identity": Word(row.identity, row.get_identity_display()),
                "due_on": row.due_on,
                "ended_on": row.ended_on,
                "handing": Word(row.handing, row.get_handing_display()) if row.handing else None,
            }
            for row in rows
        ],
    )
