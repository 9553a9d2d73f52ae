"""The steps of a complaint: acknowledged, examined, answered, closed, opened again. Each a conditional UPDATE."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from wasl.base.audit.actions import record
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import SYSTEM, Actor
from wasl.kernel.errors import Conflict, RuleBroken
from wasl.services.complaints import queries, rules
from wasl.services.complaints.actions.telling import ANSWERED, RECEIVED, tell
from wasl.services.complaints.enums import RemarkKind
from wasl.services.complaints.models import Complaint, Passing, Remark

RECORD = "complaints.complaint"


def check_visible(by: Actor, complaint: Complaint) -> None:
    """Refused unless the actor may know of this complaint now."""
    check(Complaint.objects.visible_to(by).filter(pk=complaint.pk).exists())


@transaction.atomic
def acknowledge(*, by: Actor, complaint: Complaint) -> None:
    """Say that it was read; whoever gave it is told where they left a way. Conflict when it has moved on."""
    check_visible(by, complaint)
    step = move(by, complaint, "acknowledge", acknowledged_on=clock.today())
    tell(by=by, complaint=complaint, purpose=RECEIVED, number=step.pk)


@transaction.atomic
def examine(*, by: Actor, complaint: Complaint) -> None:
    """Say that it is being examined; it counts as acknowledged too."""
    check_visible(by, complaint)
    first = complaint.acknowledged_on is None
    step = move(by, complaint, "examine", acknowledged_on=complaint.acknowledged_on or clock.today())
    if first:
        tell(by=by, complaint=complaint, purpose=RECEIVED, number=step.pk)


@transaction.atomic
def answer(*, by: Actor, complaint: Complaint, text: str) -> None:
    """Answer, in the language of whoever complained. RuleBroken without words; Conflict when it has moved on.

    The answer is read with reference and code, and told by the way that was left.
    """
    check_visible(by, complaint)
    if not text.strip():
        raise RuleBroken(_("Write the answer."), field="text", code="text")
    step = move(
        by,
        complaint,
        "answer",
        acknowledged_on=complaint.acknowledged_on or clock.today(),
        answered_on=clock.today(),
    )
    remark(by, complaint, RemarkKind.ANSWER, text)
    tell(by=by, complaint=complaint, purpose=ANSWERED, number=step.pk, text=text.strip())


@transaction.atomic
def close(*, by: Actor, complaint: Complaint, reason: str = "") -> None:
    """Close it. RuleBroken without a reason where it was never answered (an idea, an unreadable slip of the box)."""
    check_visible(by, complaint)
    if complaint.answered_on is None and not reason.strip():
        raise RuleBroken(_("Say why it is closed without an answer."), field="reason", code="reason")
    move(by, complaint, "close", closed_on=clock.today())
    if reason.strip():
        remark(by, complaint, RemarkKind.NOTE, reason)


@transaction.atomic
def reopen(*, by: Actor, complaint: Complaint, text: str) -> None:
    """Open it again, with a reason; a new delay to answer begins today."""
    check_visible(by, complaint)
    reopen_at(by=by, complaint=complaint, text=text)


def reopen_at(*, by: Actor, complaint: Complaint, text: str) -> None:
    """The same, for whoever has the right by another way (the bearer of the code)."""
    if not text.strip():
        raise RuleBroken(_("Say what is still wrong."), field="text", code="text")
    today = clock.today()
    move(
        by,
        complaint,
        "reopen",
        closed_on=None,
        satisfied="",
        opinion="",
        escalated_on=None,
        answer_by=rules.due_on(today, queries.delays(today).answer),
    )
    remark(by, complaint, RemarkKind.AGAIN, text)


def escalate_late() -> int:
    """Note the day on which a complaint passed its delay; return how many did. A daily duty.

    From then on it stands on the home page of the coordination (of the circle's role, where it has one).
    """
    count = 0
    for complaint in Complaint.objects.late().filter(escalated_on=None).order_by("pk"):
        with transaction.atomic():
            rows = Complaint.objects.late().filter(pk=complaint.pk, escalated_on=None)
            if rows.update(escalated_on=clock.today()):
                note_act(SYSTEM, complaint, "escalate")
                count += 1
    return count


def move(by: Actor, complaint: Complaint, name: str, **values: Any) -> Passing:
    """Make a step of the workflow if the complaint still stands where it was read."""
    step = rules.WORKFLOW.passage(complaint.state, name)
    rows = Complaint.objects.filter(pk=complaint.pk, state=complaint.state)
    if not rows.update(state=step.target, **values):
        raise Conflict(_("Somebody else changed this complaint meanwhile: look at where it stands now."))
    passing = Passing.objects.create(
        complaint=complaint,
        transition=name,
        from_state=complaint.state,
        to_state=step.target,
        actor_id=by.id,
        actor_label=by.label[:150],
    )
    complaint.refresh_from_db()
    note_act(by, complaint, name)
    return passing


def note_act(by: Actor, complaint: Complaint, act: str, reason: str = "") -> None:
    record(
        by=by,
        verb=f"complaints.{act}",
        kind=RECORD,
        object_ids=[complaint.reference],
        organisation=complaint.organisation_id,
        reason=reason,
    )


def remark(by: Actor, complaint: Complaint, kind: str, text: str) -> None:
    row = Remark(complaint=complaint, kind=kind, text=text.strip())
    row.authored_by(by)
    row.save(force_insert=True)
