"""A deliverable is asked for, worked on, handed over, approved; files and measures are added to it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, BinaryIO

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from wasl.base.audit.actions import record
from wasl.base.documents.actions import store
from wasl.base.documents.models import File
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.services.marketing import access
from wasl.services.marketing.enums import OWNER, PATH, FileRole, Kind, Moment, Status, What
from wasl.services.marketing.models import Deliverable, Measure, Step
from wasl.spine.cases.actions import record_service
from wasl.spine.cases.actions.checks import check_open, check_role, day_of
from wasl.spine.cases.enums import Mode, Purpose, ServiceKind
from wasl.spine.cases.models import Case


@transaction.atomic
def ask(
    *,
    by: Actor,
    case: Case,
    kind: str,
    title: str,
    wish: str = "",
    due_on: date | None = None,
    on: date | None = None,
) -> Deliverable:
    """Note that a deliverable is asked for from the day `on` (today by default), for the day `due_on` if any.

    Refused unless `by` advises where the case is; RuleBroken on a closed case, without a title, for an unknown kind, a
    day before the case or to come, or due before it was asked for.
    """
    check_role(by, case, access.WRITERS)
    day = day_of(case, on)
    _known(kind, Kind.values, "kind")
    if not title.strip():
        raise RuleBroken(_("Say what is to be made."), field="title", code="title")
    if due_on is not None and due_on < day:
        raise RuleBroken(_("It cannot be due before it was asked for."), field="due_on", code="order")
    row = Deliverable(
        case=case, kind=kind, title=title.strip()[:150], wish=wish.strip(), asked_on=day, due_on=due_on
    )
    row.authored_by(by)
    row.save(force_insert=True)
    record(by=by, verb="marketing.ask", object=row, organisation=case.organisation_id)
    return row


def _known(code: str, codes: list[str], field: str) -> None:
    if code not in codes:
        raise RuleBroken(_("Choose one of the list."), field=field, code=field)


def _check_act(by: Actor, deliverable: Deliverable) -> None:
    check_role(by, deliverable.case, access.WRITERS)
    check_open(deliverable.case)


@transaction.atomic
def move(
    *,
    by: Actor,
    deliverable: Deliverable,
    passage: str,
    expected: int,
    on: date | None = None,
    words: str = "",
    minutes: int | None = None,
) -> Deliverable:
    """Pass a step: start, deliver, approve, rework or drop, on the day `on` (today by default).

    With `minutes`, handing over is also a service of accompaniment of the case (purpose marketing); a deliverable gives
    one service at most. RuleBroken where the step is not possible, before it was asked for or in the future, and for
    giving up without words; Conflict when somebody else moved it since `expected`.
    """
    _check_act(by, deliverable)
    transition = PATH.passage(deliverable.status, passage)
    day = on or clock.today()
    if day < deliverable.asked_on:
        raise RuleBroken(_("It was not asked for yet on that day."), field="on", code="before")
    if day > clock.today():
        raise RuleBroken(_("This day is still to come."), field="on", code="future")
    if passage == "drop" and not words.strip():
        raise RuleBroken(_("Say why it is given up."), field="words", code="words")
    step = Step(
        deliverable=deliverable,
        transition=passage,
        from_state=deliverable.status,
        to_state=transition.target,
        actor_id=by.id,
        actor_label=by.label[:150],
        reason=words.strip(),
    )
    deliverable.status = transition.target
    if passage == "deliver":
        deliverable.delivered_on = day
        if minutes and deliverable.service_id is None:
            deliverable.service = _service(by, deliverable, minutes, day)
    deliverable.save_current(expected, ["status", "delivered_on", "service"])
    step.save(force_insert=True)
    organisation = deliverable.case.organisation_id
    record(by=by, verb="marketing.move", object=deliverable, reason=passage, organisation=organisation)
    return deliverable


def _service(by: Actor, deliverable: Deliverable, minutes: int, day: date) -> Any:
    return record_service(
        by=by,
        case=deliverable.case,
        kind=ServiceKind.ACCOMPANIMENT,
        minutes=minutes,
        mode=Mode.OFFICE,
        purpose=Purpose.MARKETING,
        on=day,
    )


@transaction.atomic
def add_file(*, by: Actor, deliverable: Deliverable, role: str, upload: UploadedFile[Any] | BinaryIO) -> File:
    """Keep a file: how it was before, the work itself, or the work in use. RuleBroken when it is not accepted."""
    _check_act(by, deliverable)
    _known(role, FileRole.values, "role")
    file = store(by=by, owner_kind=OWNER, owner_id=deliverable.pk, kind=role, upload=upload)
    record(
        by=by,
        verb="marketing.file",
        object=deliverable,
        reason=role,
        organisation=deliverable.case.organisation_id,
    )
    return file


@transaction.atomic
def measure(
    *,
    by: Actor,
    deliverable: Deliverable,
    what: str,
    moment: str,
    value: Decimal,
    on: date | None = None,
    told_by: str = "",
) -> Measure:
    """Note a number taken on the day `on` (today by default), before or after the work; `told_by` says who told it.

    RuleBroken for a number below zero, a day to come, or "after" before the work was handed over.
    """
    _check_act(by, deliverable)
    _known(what, What.values, "what")
    _known(moment, Moment.values, "moment")
    day = on or clock.today()
    if day > clock.today():
        raise RuleBroken(_("This day is still to come."), field="on", code="future")
    if value < 0:
        raise RuleBroken(_("A number is never below zero."), field="value", code="value")
    delivered = deliverable.delivered_on
    if moment == Moment.AFTER and (delivered is None or day < delivered):
        raise RuleBroken(_("The work was not handed over yet on that day."), field="on", code="after")
    if moment == Moment.BEFORE and delivered is not None and day > delivered:
        raise RuleBroken(_("The work was handed over already on that day."), field="on", code="before")
    row = Measure(
        deliverable=deliverable, what=what, moment=moment, on=day, value=value, told_by=told_by.strip()[:150]
    )
    row.authored_by(by)
    row.save(force_insert=True)
    record(by=by, verb="marketing.measure", object=deliverable, organisation=deliverable.case.organisation_id)
    return row


def settle_with_case(by: Actor, case: Case, on: date) -> None:
    """When a case is closed: what was not begun or not finished is given up with it, what was handed over stays."""
    waiting = Deliverable.objects.filter(case=case, status__in=(Status.ASKED, Status.IN_WORK))
    for row in waiting.select_related("case"):
        Step.objects.create(
            deliverable=row,
            transition="drop",
            from_state=row.status,
            to_state=Status.DROPPED,
            actor_id=by.id,
            actor_label=by.label[:150],
            reason=_("The case was closed."),
        )
        row.status = Status.DROPPED
        row.save_current(row.version, ["status"])
        record(by=by, verb="marketing.move", object=row, reason="drop", organisation=case.organisation_id)
