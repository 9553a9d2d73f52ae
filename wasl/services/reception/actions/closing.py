"""The close of a day: whoever closes signs what the day counted; nothing is added to it or taken away afterwards."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from wasl.base.audit.actions import record
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import Conflict, RuleBroken
from wasl.kernel.ui import words
from wasl.services.reception import access, queries
from wasl.services.reception.actions import queue
from wasl.services.reception.enums import VisitStatus
from wasl.services.reception.models import DayClosing, Visit

if TYPE_CHECKING:
    from wasl.base.network.models import Office

CLOSED = "day_closed"


def hold_day(office_id: int, *, alone: bool = False) -> None:
    """Until the end of the transaction: visits of the office go on together, a close or a sheet waits for them `alone`.

    Without it a visit recorded while the day is being closed would stand in no count. SQLite writes one at a time.
    """
    if connection.vendor == "postgresql":
        kind = "pg_advisory_xact_lock" if alone else "pg_advisory_xact_lock_shared"
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {kind}(hashtextextended(%s, 0))", [f"reception.day.{office_id}"])


def require_day_open(office: Office, day: date) -> None:
    """Goes on unless the day of this office is closed (RuleBroken, code day_closed); a close then waits for us."""
    hold_day(office.pk)
    closed = DayClosing.objects.standing().filter(office_id=office.pk, day=day).first()
    if closed is not None:
        message = _("%(day)s is closed at %(office)s, by %(who)s. A coordinator may reopen it.")
        values = {"day": words.day(day), "office": office.name, "who": closed.closed_by_label or "—"}
        raise RuleBroken(message % values, code=CLOSED)


@transaction.atomic
def close_day(*, by: Actor, office: Office, day: date, note: str = "") -> DayClosing:
    """Close `day` (today or before) at `office` and freeze what it counted.

    Refused unless `by` works at that desk. RuleBroken for a day to come, and while somebody of that day still waits or
    is called; Conflict, with who was first, when the day is closed already.
    """
    check(access.may_record_at(by, organisation=office.organisation_id, office=office.pk))
    if day > clock.today():
        raise RuleBroken(_("This day is still to come."), field="day", code="future")
    hold_day(office.pk, alone=True)
    if queries.still_open(office, day):
        message = _("Somebody still waits or is called: say first who was received and who left.")
        raise RuleBroken(message, code="open_tickets")
    counts = queries.day_counts([office.pk], day)
    closing = DayClosing(
        organisation_id=office.organisation_id,
        office=office,
        day=day,
        closed_by_id=by.id,
        closed_by_label=by.label[:150],
        visits=counts.visits,
        people=counts.people,
        anonymous=counts.anonymous,
        lines=counts.lines,
        note=" ".join(note.split())[:300],
    )
    try:
        with transaction.atomic():
            closing.save(force_insert=True)
    except IntegrityError:
        first = DayClosing.objects.standing().get(office=office, day=day)
        message = _("This day was already closed by %(who)s, %(at)s.")
        values = {"who": first.closed_by_label or "—", "at": words.moment(first.closed_at)}
        raise Conflict(message % values) from None
    record(by=by, verb="reception.close_day", object=closing)
    return closing


@transaction.atomic
def reopen_day(*, by: Actor, closing: DayClosing, reason: str) -> DayClosing:
    """Open a closed day again; its closing stays readable with the reason.

    Refused unless `by` coordinates or administers that office; RuleBroken without a reason; Conflict when somebody
    reopened it first.
    """
    check(access.may_reopen(by, organisation=closing.organisation_id, office=closing.office_id))
    if not reason.strip():
        raise RuleBroken(_("Say why this day is opened again."), field="reason", code="reason")
    held = DayClosing.objects.standing().filter(pk=closing.pk)
    done = held.update(
        reopened_at=clock.now(),
        reopened_by_id=by.id,
        reopened_by_label=by.label[:150],
        reopen_reason=reason.strip()[:200],
    )
    closing.refresh_from_db()
    if not done:
        message = _("This day was already opened again by %(who)s.")
        raise Conflict(message % {"who": closing.reopened_by_label or "—"})
    record(by=by, verb="reception.reopen_day", object=closing, reason=reason.strip())
    return closing


@transaction.atomic
def settle_ticket(*, by: Actor, visit: Visit, served: bool) -> Visit:
    """Say of somebody who still waits or is called that they were received, or left. Conflict when that was said."""
    if not served:
        return queue.leave(by=by, visit=visit)
    if visit.status == VisitStatus.WAITING:
        visit = queue.call_ticket(by=by, visit=visit)
    return queue.serve(by=by, visit=visit)
