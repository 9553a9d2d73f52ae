"""What whoever holds reference and code does: judge the answer, open the complaint again."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from wasl.base.accounts.actions.secrets import bearer
from wasl.base.accounts.models import AccessGrant
from wasl.kernel.access import check
from wasl.kernel.errors import Conflict, RuleBroken
from wasl.services.complaints.actions.giving import PURPOSE
from wasl.services.complaints.actions.steps import note_act, reopen_at
from wasl.services.complaints.enums import Satisfied, State
from wasl.services.complaints.models import Complaint


@transaction.atomic
def rate(*, grant: AccessGrant, complaint: Complaint, satisfied: str, opinion: str = "") -> None:
    """Say whether the answer helps, once per answer. RuleBroken before there is one, or without yes or no."""
    _check(grant, complaint)
    if satisfied not in (Satisfied.YES, Satisfied.NO):
        raise RuleBroken(_("Choose one of the list."), field="satisfied", code="satisfied")
    rows = Complaint.objects.filter(
        pk=complaint.pk, satisfied="", answered_on__isnull=False, state__in=(State.ANSWERED, State.CLOSED)
    )
    if not rows.update(satisfied=satisfied, opinion=opinion.strip()[:2000]):
        raise Conflict(_("There is nothing to judge, or it was said already."))
    complaint.refresh_from_db()
    note_act(bearer(grant), complaint, "rate")


@transaction.atomic
def reopen_own(*, grant: AccessGrant, complaint: Complaint, text: str) -> None:
    """Open one's own complaint again. RuleBroken without words, or while it is open."""
    _check(grant, complaint)
    reopen_at(by=bearer(grant), complaint=complaint, text=text)


def _check(grant: AccessGrant, complaint: Complaint) -> None:
    check(grant.purpose == PURPOSE and grant.object_id == complaint.reference)
