"""What labour-law matters and contracts hold on a party, told to it; matters go by the legal compartment."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from wasl.kernel.actors import Actor
from wasl.services.labour.access import COMPARTMENT
from wasl.services.labour.models import ContractDraft, LabourMatter, MatterStep
from wasl.spine.people.models import Party
from wasl.spine.people.queries.telling import told
from wasl.spine.people.slots import Holding


def held(by: Actor, party: Party) -> Iterable[Holding]:
    """The matters of the party with their steps, and the contracts drafted for it."""
    matters = LabourMatter.objects.filter(case__party=party)
    yield told(
        "labour.matters",
        _("Your labour-law matters"),
        matters,
        {
            "kind": _("About"),
            "employer": _("Employer"),
            "workplace": _("Workplace"),
            "facts": _("Facts"),
            "claim": _("Claim"),
            "amount_claimed": _("Amount claimed (MAD)"),
            "opened_on": _("Opened on"),
            "result": _("Result"),
            "concluded_on": _("Concluded on"),
            "amount_obtained": _("Amount obtained (MAD)"),
            "closing_words": _("What came of it"),
        },
        compartment=COMPARTMENT,
    )
    yield told(
        "labour.steps",
        _("Steps of your labour-law matters"),
        MatterStep.objects.filter(matter__case__party=party),
        {
            "kind": _("Step"),
            "due_on": _("Due by"),
            "done_on": _("Done on"),
            "words": _("What is to be done"),
            "outcome": _("What came of it"),
        },
        compartment=COMPARTMENT,
    )
    yield told(
        "labour.drafts",
        _("Contracts drafted for you"),
        ContractDraft.objects.filter(case__party=party),
        {
            "kind": _("Contract"),
            "employer": _("Employer"),
            "worker": _("Worker"),
            "job": _("Work"),
            "workplace": _("Workplace"),
            "starts_on": _("From"),
            "ends_on": _("Until"),
            "wage": _("Gross wage a month (MAD)"),
            "weekly_hours": _("Hours a week"),
            "other_terms": _("Other terms"),
        },
    )
