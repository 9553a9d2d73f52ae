"""A call in the open: published, changed by amendments that keep what it said, cancelled."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from wasl.base.audit.actions import record
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.services.calls import rules
from wasl.services.calls.actions.drafting import FAULTS, check_draft, manages
from wasl.services.calls.enums import CallStatus
from wasl.services.calls.models import Call, CallVersion

WORDS = frozenset(
    f"{name}_{language}" for name in ("title", "summary", "papers") for language in ("fr", "ar", "en")
) | {"contact"}
FROZEN = (
    "code",
    "kind",
    "envelope",
    "min_amount",
    "max_amount",
    "max_grants",
    "opens_on",
    "closes_on",
    "closed_at",
    "languages",
    "for_collectives",
    "for_persons",
    "for_organisations",
    "has_first_round",
    "reviews_required",
    "pass_mark",
    *sorted(WORDS),
)
CONDITION = (
    "zone_id",
    "applies_to",
    "evidence",
    "operator",
    "value",
    "value_max",
    "each_member",
    "text_fr",
    "paper_fr",
)
CRITERION = ("code", "label_fr", "anchors_fr", "weight", "max_points", "threshold")


def faults_of(call: Call, on: date | None = None) -> list[str]:
    """Codes of what still prevents the publication of this draft (words in `FAULTS`)."""
    return rules.publication_faults(
        rules.Sheet(
            titled=bool(call.title_fr.strip()),
            opens_on=call.opens_on,
            closes_on=call.closes_on,
            envelope=call.envelope,
            maximum=call.max_amount,
            zones=call.zones.count(),
            weights=tuple(call.criteria.values_list("weight", flat=True)),
            applicants=sum((call.for_collectives, call.for_persons, call.for_organisations)),
        ),
        on or clock.today(),
    )


@transaction.atomic
def publish_call(*, by: Actor, call: Call) -> CallVersion:
    """Publish a draft: its first version is frozen. RuleBroken (code of the fault) while something is missing."""
    check_draft(by, call)
    for code in faults_of(call):
        raise RuleBroken(FAULTS[code], code=code)
    call.__dict__.pop("conditions", None)
    call.status = CallStatus.PUBLISHED
    call.published_at = clock.now()
    call.save_current(call.version, ["status", "published_at"])
    record(by=by, verb="calls.publish", object=call, organisation=call.office.organisation_id)
    return _freeze(by, call, "")


@transaction.atomic
def amend_call(
    *, by: Actor, call: Call, note: str, closes_on: date | None = None, texts: dict[str, str] | None = None
) -> CallVersion:
    """Change the closing day (only to a later one) or the words of a published call, saying why; a new version.

    Conditions, rubric, amounts and zones never change once published: equal treatment of those who applied.
    """
    check(manages(by, call.programme_id, call.office))
    if call.status != CallStatus.PUBLISHED:
        raise RuleBroken(_("Only a published call that is not decided yet is amended."), code="status")
    if not note.strip():
        raise RuleBroken(_("Say why the call changes: the reason is published."), field="note", code="note")
    changed = {name: value for name, value in (texts or {}).items() if name in WORDS}
    if closes_on is not None and closes_on != call.closes_on:
        if closes_on < call.closes_on:
            raise RuleBroken(
                _("The closing day may only be put off: some people count on it."),
                field="closes_on",
                code="earlier",
            )
        call.closes_on, call.closed_at = closes_on, None
        changed |= {"closes_on": "", "closed_at": ""}
    for name, value in changed.items():
        if name in WORDS:
            setattr(call, name, value)
    call.save_current(call.version, changed)
    record(by=by, verb="calls.amend", object=call, reason=note, fields=sorted(changed))
    return _freeze(by, call, note)


@transaction.atomic
def close_reception(*, by: Actor, call: Call, note: str) -> CallVersion:
    """Close the reception of applications on the last day, when the desk has seen everybody; a new version says why.

    RuleBroken: before the closing day ("early": some people count on it), when it takes no application anyway
    ("status"), or without a reason.
    """
    check(manages(by, call.programme_id, call.office))
    today = clock.today()
    if not call.takes_applications_on(today):
        raise RuleBroken(_("This call takes no applications today."), code="status")
    if today < call.closes_on:
        raise RuleBroken(
            _("The reception is closed on the last day at the earliest: some people count on it."),
            code="early",
        )
    if not note.strip():
        raise RuleBroken(_("Say why: the reason is published."), field="reason", code="note")
    call.closed_at = clock.now()
    call.save_current(call.version, ["closed_at"])
    record(by=by, verb="calls.close", object=call, reason=note, organisation=call.office.organisation_id)
    return _freeze(by, call, note)


@transaction.atomic
def cancel_call(*, by: Actor, call: Call, reason: str) -> Call:
    """Withdraw a call that nobody decided; its reason is kept. RuleBroken once decided, or without a reason."""
    check(manages(by, call.programme_id, call.office))
    if call.status not in (CallStatus.DRAFT, CallStatus.PUBLISHED):
        raise RuleBroken(_("A decided call is not cancelled."), code="status")
    if not reason.strip():
        raise RuleBroken(_("Say why the call is cancelled."), field="reason", code="reason")
    call.status = CallStatus.CANCELLED
    call.save_current(call.version, ["status"])
    record(by=by, verb="calls.cancel", object=call, reason=reason, organisation=call.office.organisation_id)
    return call


def _freeze(by: Actor, call: Call, note: str) -> CallVersion:
    version = CallVersion(call=call, number=call.versions.count() + 1, content=_content(call), note=note)
    version.authored_by(by)
    version.save(force_insert=True)
    call.standing_version = version
    return version


def _content(call: Call) -> dict[str, Any]:
    def plain(value: object) -> object:
        return value if isinstance(value, bool | int | str | list) or value is None else str(value)

    def lines(rows: Any, names: Sequence[str]) -> list[dict[str, object]]:
        return [{name: plain(value) for name, value in row.items()} for row in rows.values(*names)]

    return {
        **{name: plain(getattr(call, name)) for name in FROZEN},
        "zones": lines(call.zones.all(), ("id", "zone__code", "organisation__code")),
        "conditions": lines(call.rules.all(), CONDITION),
        "criteria": lines(call.criteria.all(), CRITERION),
    }
