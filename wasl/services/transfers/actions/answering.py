"""The answer of the partner: it takes the case over, or says why not."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from wasl.base.accounts.models import User
from wasl.base.audit.actions import record
from wasl.base.network.models import Guichet, Office
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.services.transfers import access
from wasl.services.transfers.actions.checks import check_receiver, check_step
from wasl.services.transfers.enums import DeclineReason, Status
from wasl.services.transfers.models import Transfer
from wasl.services.transfers.queries.sharing import carried
from wasl.spine.cases.actions.moves import Place
from wasl.spine.cases.actions.partners import go_on_with_partner
from wasl.spine.cases.models import Case


@transaction.atomic
def accept(
    *,
    by: Actor,
    transfer: Transfer,
    office: Office,
    guichet: Guichet,
    adviser: User,
    note: str = "",
    expected: int | None = None,
) -> Transfer:
    """Take the case over today, at an office and a guichet of the partner, for an adviser who works there.

    In one transaction: the case is opened there with the plan that goes along, the office follows the person, the
    case is closed where it was, and the office there follows the person no longer than today. Facts recorded stay with
    the organisation that recorded them. Refused unless it was proposed to `by`, who works in the office chosen;
    RuleBroken once it was answered or stopped, and as `go_on_with_partner` says; Conflict for the second of two who
    answer at once (`expected` is the version that was read, that of `transfer` by default).
    """
    check_receiver(by, transfer)
    check_step(transfer, "accept")
    check(office.organisation_id == transfer.receiver_id)
    there = {"organisation": office.organisation_id, "office": office.pk, "programme": transfer.programme_id}
    check(
        access.may_act_at(by, **there),  # type: ignore[arg-type]
        _("Choose an office in which you work."),
    )
    _claim(by, transfer, note, expected)
    case = transfer.case
    transfer.new_case = _open_there(by, transfer, Place(office, guichet), adviser)
    transfer.status = Status.ACCEPTED
    transfer.save_current(transfer.version, ["new_case_id", "status"])
    record(
        by=by,
        verb="transfers.accept",
        object=transfer,
        object_ids=[case.party_id],
        organisation=transfer.organisation_id,
    )
    return transfer


def _claim(by: Actor, transfer: Transfer, note: str, expected: int | None) -> None:
    """Hold the row from here on: of two who answer at the same moment, the second is told."""
    transfer.answered_on, transfer.answered_by_label = clock.today(), by.label[:150]
    transfer.answer_note = note.strip()
    names = ["answered_on", "answered_by_label", "answer_note"]
    transfer.save_current(transfer.version if expected is None else expected, names)


def _open_there(by: Actor, transfer: Transfer, place: Place, adviser: User) -> Case:
    """The case opened there. What the sender has still to conclude is said without saying what it is."""
    case = transfer.case
    plan = carried(transfer)
    try:
        return go_on_with_partner(
            by=by, case=case, place=place, adviser=adviser, programme_id=transfer.programme_id, plan=plan
        )
    except RuleBroken as broken:
        if broken.field in ("office", "guichet", "adviser"):
            raise
        raise RuleBroken(
            _(
                "The sender has something to conclude in this case before it can be closed there: ask them to do it."
            ),
            code="not_concluded",
        ) from broken


@transaction.atomic
def decline(
    *, by: Actor, transfer: Transfer, reason: str, note: str = "", expected: int | None = None
) -> Transfer:
    """The partner does not take the case over, for a reason of the list; from then on it reads nothing of it.

    Refused unless it was proposed to `by`; RuleBroken once it was answered or stopped; Conflict for the second.
    """
    check_receiver(by, transfer)
    check_step(transfer, "decline")
    if reason not in DeclineReason.values:
        raise RuleBroken(_("Choose one of the list."), field="reason", code="reason")
    transfer.status, transfer.decline_reason, transfer.shared = Status.DECLINED, reason, ""
    transfer.answered_on, transfer.answered_by_label = clock.today(), by.label[:150]
    transfer.answer_note = note.strip()
    transfer.save_current(
        transfer.version if expected is None else expected,
        ["status", "decline_reason", "shared", "answered_on", "answered_by_label", "answer_note"],
    )
    record(by=by, verb="transfers.decline", object=transfer, organisation=transfer.organisation_id)
    return transfer
