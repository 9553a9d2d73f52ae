"""What ventures hold on a party, told to it: its businesses, its part in them, what became of them."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from wasl.base.documents.queries import files_of_many
from wasl.kernel.actors import Actor
from wasl.outcomes.ventures.models import FollowUp, Registration, StatusChange, Venture, VentureMember
from wasl.spine.people.models import Party
from wasl.spine.people.queries.telling import told
from wasl.spine.people.slots import Holding

VENTURE, ON = _("Business"), _("On")


def held(by: Actor, party: Party) -> Iterable[Holding]:
    """The businesses of the party or in which the person has a part; other members are not told."""
    ventures = list(
        Venture.objects.of_parties([party.pk]).select_related("sector", "province", "office", "programme")
    )
    ids = [row.pk for row in ventures]
    yield told(
        "ventures.ventures",
        _("Your businesses"),
        ventures,
        {
            "name": _("Name"),
            "legal_form": _("Legal form"),
            "sector": _("Sector"),
            "province": _("Province"),
            "office": _("Office"),
            "programme": _("Programme"),
            "activity": _("Activity"),
            "created_on": _("Created on"),
            "status": _("Status"),
        },
        files=files_of_many("ventures.venture", [row.pk for row in ventures if row.party_id == party.pk]),
    )
    yield told(
        "ventures.members",
        _("Your part in businesses"),
        VentureMember.objects.filter(person_id=party.pk).select_related("venture"),
        {
            "venture": VENTURE,
            "role": _("Role"),
            "share": _("Share (%)"),
            "starts_on": _("From"),
            "ends_on": _("Until"),
        },
    )
    yield told(
        "ventures.status",
        _("What became of your businesses"),
        StatusChange.objects.filter(venture__in=ids).select_related("venture"),
        {"venture": VENTURE, "status": _("Status"), "on": ON, "note": _("Note")},
    )
    yield told(
        "ventures.registrations",
        _("Registrations of your businesses"),
        Registration.objects.filter(venture__in=ids).select_related("venture"),
        {
            "venture": VENTURE,
            "legal_form": _("Legal form"),
            "number": _("Number"),
            "ice": _("ICE"),
            "authority": _("Authority"),
            "registered_on": ON,
        },
    )
    yield told(
        "ventures.followups",
        _("Follow-ups of your businesses"),
        FollowUp.objects.filter(venture__in=ids).select_related("venture"),
        {
            "venture": VENTURE,
            "months": _("Months"),
            "due_on": _("Due on"),
            "done_on": _("Done on"),
            "found": _("Found"),
            "turnover": _("Turnover (MAD)"),
            "jobs_created": _("Jobs created"),
            "note": _("Note"),
        },
    )
