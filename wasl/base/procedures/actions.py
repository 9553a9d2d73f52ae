"""Values of the law entered and verified by people. Each act checks who acts, then the rule, writes, tells the journal.

One person enters a value with its source; it stands beside the others, not confirmed. A second person who has looked
at the source confirms it: then it holds from its day, and the change of law is noted.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from wasl.base.audit.actions import record
from wasl.base.procedures import access
from wasl.base.procedures.changes import change_of
from wasl.base.procedures.enums import Confidence, Nature, Origin
from wasl.base.procedures.models import Parameter
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken


@transaction.atomic
def enter_value(
    *,
    by: Actor,
    code: str,
    value: Decimal,
    valid_from: date,
    source: str,
    confidence: str,
    valid_to: date | None = None,
    url: str = "",
    note: str = "",
) -> Parameter:
    """Enter a value of a known parameter, in its unit, that holds from a day to a day (inclusive; None: no end).

    `confidence` is what its author claims; it counts once confirmed. RuleBroken: an unknown code, no source, a value
    below zero, days in the wrong order, the same value waiting already.
    """
    check(access.may_enter(by))
    like = Parameter.objects.filter(code=code).order_by("position", "pk").first()
    if like is None:
        raise RuleBroken(_("No such parameter."), code="code")
    if not source.strip():
        raise RuleBroken(_("Say where it stands written."), field="source", code="source")
    if value < 0:
        raise RuleBroken(_("A value below zero cannot be."), field="value", code="value")
    if valid_to is not None and valid_to < valid_from:
        raise RuleBroken(_("It cannot end before it begins."), field="valid_to", code="order")
    if confidence not in (Confidence.OFFICIAL, Confidence.REPORTED):
        raise RuleBroken(_("Choose one of the list."), field="confidence", code="confidence")
    if Parameter.objects.waiting().filter(code=code, value=value, valid_from=valid_from).exists():
        raise RuleBroken(_("This very value waits for a second person already."), code="waiting")
    row = Parameter(
        code=code,
        topic=like.topic,
        unit=like.unit,
        label_fr=like.label_fr,
        label_ar=like.label_ar,
        label_en=like.label_en,
        position=like.position,
        value=value,
        valid_from=valid_from,
        valid_to=valid_to,
        source=source.strip(),
        url=url.strip(),
        note_fr=note.strip(),
        confidence=Confidence.UNCONFIRMED,
        claimed=confidence,
        preferred=False,
        origin=Origin.HAND,
        verified_on=clock.today(),
        verified_by_label=by.label[:150],
        recorded_at=clock.now(),
        recorded_by_id=by.id,
        recorded_by_label=by.label[:150],
        variant=_variant(code),
    )
    row.save(force_insert=True)
    record(by=by, verb="procedures.value", object=row)
    return row


def _variant(code: str) -> str:
    """A variant of its own among those entered by hand: hand-1, hand-2…"""
    taken = Parameter.objects.filter(code=code, variant__startswith="hand-").values_list("variant", flat=True)
    numbers = [int(one.removeprefix("hand-")) for one in taken if one.removeprefix("hand-").isdigit()]
    return f"hand-{max(numbers, default=0) + 1}"


@transaction.atomic
def confirm_value(*, by: Actor, value: Parameter) -> Parameter:
    """Confirm, as a second person, a value that waits: it holds from its day, and the change of law is noted.

    Refused for whoever entered it. RuleBroken when it is confirmed or withdrawn already.
    """
    check(access.may_keep(by))
    check(
        by.is_system or by.id != value.recorded_by_id,
        _("Whoever entered a value does not confirm it: ask somebody else."),
    )
    now = clock.now()
    waiting = Parameter.objects.waiting().filter(
        ~Q(recorded_by_id=by.id) | Q(recorded_by_id=None), pk=value.pk
    )
    done = waiting.update(
        confidence=value.claimed,
        preferred=True,
        confirmed_at=now,
        confirmed_by_id=by.id,
        confirmed_by_label=by.label[:150],
        verified_on=clock.today(),
        verified_by_label=by.label[:150],
    )
    if not done:
        raise RuleBroken(_("This value no longer waits."), code="waiting")
    value.refresh_from_db()
    change_of(value, Nature.NEW).save(force_insert=True)
    record(by=by, verb="procedures.confirm", object=value)
    return value


@transaction.atomic
def withdraw_value(*, by: Actor, value: Parameter, reason: str) -> None:
    """Take away a value that waits, with a reason kept in the journal. RuleBroken when it is confirmed already."""
    check(access.may_keep(by))
    if not reason.strip():
        raise RuleBroken(_("Say why."), field="reason", code="reason")
    record(by=by, verb="procedures.withdraw", object=value, reason=reason.strip()[:300])
    gone, _rows = Parameter.objects.waiting().filter(pk=value.pk).delete()
    if not gone:
        raise RuleBroken(_("This value no longer waits."), code="waiting")


@transaction.atomic
def verify_value(*, by: Actor, value: Parameter, on: date | None = None) -> Parameter:
    """Say that somebody read the source on the day `on` (today by default) and that it still says this value.

    RuleBroken for a day to come, or before the day it was last read.
    """
    check(access.may_keep(by))
    day = on or clock.today()
    if day > clock.today():
        raise RuleBroken(_("This day is still to come."), field="on", code="future")
    if value.verified_on is not None and day < value.verified_on:
        raise RuleBroken(_("It was verified later already."), field="on", code="before")
    value.verified_on, value.verified_by_label = day, by.label[:150]
    value.save(update_fields=["verified_on", "verified_by_label"])
    record(by=by, verb="procedures.verify", object=value)
    return value
