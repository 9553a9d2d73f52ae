"""A transfer that stops: taken back by the sender, by the person, with its case; a person forgotten."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from wasl.base.audit.actions import record
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.services.transfers.actions.checks import check_sender, check_step
from wasl.services.transfers.enums import WAITING, Status
from wasl.services.transfers.models import Transfer
from wasl.spine.cases.models import Case


@transaction.atomic
def give_up(*, by: Actor, transfer: Transfer, reason: str) -> Transfer:
    """The sender takes it back before the answer; the partner reads nothing from then on. RuleBroken once answered."""
    check_sender(by, transfer)
    check_step(transfer, "give_up")
    if not reason.strip():
        raise RuleBroken(_("Say why."), field="reason", code="reason")
    _stop(transfer, reason.strip()[:200])
    record(by=by, verb="transfers.give_up", object=transfer)
    return transfer


@transaction.atomic
def withdraw(*, by: Actor, transfer: Transfer) -> Transfer:
    """Note that the person withdraws their consent; no reason is due. It stops a transfer that waits for its answer.

    Refused unless `by` advises or coordinates where the case is; RuleBroken once it was answered or stopped.
    """
    check_sender(by, transfer)
    check_step(transfer, "withdraw")
    _stop(transfer, "")
    consent = transfer.consent
    consent.withdrawn_at, consent.withdrawn_by_label = clock.now(), by.label[:150]
    consent.save(update_fields=["withdrawn_at", "withdrawn_by_label"])
    record(by=by, verb="transfers.withdraw", object=transfer)
    return transfer


def _stop(transfer: Transfer, reason: str) -> None:
    transfer.status, transfer.shared = Status.WITHDRAWN, ""
    transfer.ended_on, transfer.end_reason = clock.today(), reason
    transfer.save_current(transfer.version, ["status", "shared", "ended_on", "end_reason"])


def case_closed(by: Actor, case: Case, day: date) -> None:
    """A transfer that waits stops with its case; asked by the slot of cases, in its transaction.

    The case that is being taken over has its answer already (`answered_on`): it is not stopped by its own closing.
    """
    rows = Transfer.objects.filter(case=case, status__in=WAITING, answered_on=None)
    for transfer in rows.select_related("case"):
        _stop(transfer, _("The case was closed."))
        record(by=by, verb="transfers.give_up", object=transfer, organisation=case.organisation_id)


@transaction.atomic
def forget(party: int, by: Actor) -> None:
    """Remove every word held on a person in transfers; lines and days stay."""
    rows = Transfer.objects.filter(person=party)
    ids = list(rows.values_list("pk", flat=True))
    rows.update(shared="", reason="", answer_note="", version=F("version") + 1)
    if ids:
        record(by=by, verb="transfers.forget", kind="transfers.transfer", object_ids=ids)
