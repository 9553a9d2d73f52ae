"""What a decision has become, who took part in it, what an agreement comes from."""

from __future__ import annotations

from django.utils.translation import gettext as _

from wasl.kernel.actors import Actor
from wasl.kernel.i18n import LANGUAGES
from wasl.outcomes.ventures.models import Venture
from wasl.services.calls.enums import CheckPurpose, DecisionOutcome, ReviewStatus
from wasl.services.calls.models import Application, Decision
from wasl.spine.funding.actions import Involved
from wasl.spine.funding.enums import AgreementStatus, Part
from wasl.spine.funding.models import Agreement
from wasl.spine.funding.slots import Origin

DECISION = "calls.decision"


def decision_of(application: Application) -> Decision | None:
    """The decision that grants this application money, None where there is none or it was given back."""
    granted = Decision.objects.filter(
        application=application, outcome=DecisionOutcome.SELECTED, declined_on=None
    )
    return granted.select_related("committee").first()


def agreement_of(decision: Decision) -> Agreement | None:
    """The agreement made from this decision, if any."""
    made = Agreement.objects.filter(source_kind=DECISION, source_id=decision.pk)
    return made.exclude(status=AgreementStatus.CANCELLED).first()


def decision_behind(agreement: Agreement) -> Decision | None:
    """The decision an agreement comes from, with its application and call."""
    if agreement.source_kind != DECISION or agreement.source_id is None:
        return None
    rows = Decision.objects.select_related("application__call__strand", "application__party")
    return rows.filter(pk=agreement.source_id).first()


def involved_in(decision: Decision) -> list[Involved]:
    """Who instructed the file or took part in its decision: they neither release nor make its payments.

    Instructed: whoever examined it again, preselected it or gave marks. Decided: the committee, and whoever closed it.
    """
    application = decision.application
    found: dict[tuple[int, str], str] = {}
    checks = application.checks.exclude(purpose=CheckPurpose.SIGNATURE).exclude(
        purpose=CheckPurpose.SUBMISSION
    )
    instructed = [
        *checks.order_by("pk").values_list("by_id", "by_label"),
        *application.reviews.filter(status=ReviewStatus.SUBMITTED)
        .order_by("pk")
        .values_list("reviewer_id", "reviewer__display_name"),
        *application.passages.filter(transition="preselect")
        .order_by("pk")
        .values_list("actor_id", "actor_label"),
    ]
    committee = decision.committee
    decided = [
        *committee.members.order_by("pk").values_list("user_id", "user__display_name"),
        (committee.closed_by_id, committee.closed_by_label),
    ]
    for part, people in ((Part.INSTRUCTED, instructed), (Part.DECIDED, decided)):
        for pk, label in people:
            if pk is not None:
                found[pk, part.value] = label
    return [Involved(pk, label, part) for (pk, part), label in found.items()]


def composition_of(application: Application) -> dict[str, str]:
    """The conditions of the call on the composition of the group, in words by language, copied into the agreement."""
    rows = list(application.call.rules.filter(evidence__startswith="collective_").order_by("position", "pk"))
    found = {
        code: " · ".join(text for row in rows if (text := getattr(row, f"text_{code}"))) for code in LANGUAGES
    }
    return {code: text for code, text in found.items() if text}


def standing_venture(application: Application) -> Venture | None:
    """The business the applicant already has: then the grant goes to it and none is founded."""
    return Venture.objects.of_parties([application.party_id]).exclude(status="closed").order_by("-pk").first()


def origin(actor: Actor, decision_id: int) -> Origin | None:
    """Where an agreement comes from, for its page; a link for those who may see the application."""
    application = Application.objects.filter(decision=decision_id).first()
    if application is None:
        return None
    visible = Application.objects.visible_to(actor).filter(pk=application.pk).exists()
    return Origin(
        _("Application %(reference)s") % {"reference": application.reference},
        application.get_absolute_url() if visible else "",
    )
