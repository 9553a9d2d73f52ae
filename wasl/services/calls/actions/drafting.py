"""Writing a call: its fields, zones, conditions and rubric, while it is a draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wasl.base.audit.actions import record
from wasl.base.network.models import Guichet, Office, Organisation
from wasl.base.programmes.models import Programme, Strand, Zone
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.services.calls import access
from wasl.services.calls.enums import CallKind
from wasl.services.calls.models import Call, CallZone, Criterion, EligibilityRule
from wasl.services.calls.presets import PRESETS, REGULAR_STAY, PresetCriterion, PresetRule

FAULTS: dict[str, str | Promise] = {
    "title": _("The call needs a title in French."),
    "dates": _("The closing day must come after the opening day and must not be past."),
    "envelope": _("The most one application may receive is above the envelope."),
    "zones": _("Say in which zones the call is open."),
    "applicants": _("Say who may apply: groups, persons or existing businesses."),
    "weights": _("The weights of the criteria must add up to 100."),
}
ORDER = _("The closing day comes before the opening day.")
LIMITS = _("The smallest amount is above the largest.")
ONLY_DRAFT = _("A published call is changed by an amendment, which keeps what it said before.")
OTHER_PROGRAMME = _("This zone belongs to another programme.")
CODE_TAKEN = _("Another call already has this code.")


@dataclass(frozen=True, slots=True)
class ZoneChoice:
    """A zone in which the call is open; `regular_stay` lays down the condition of regular stay there."""

    zone: Zone
    organisation: Organisation
    office: Office
    regular_stay: bool = False


class Details(TypedDict, total=False):
    """Optional fields of a call, as the model names them."""

    strand: Strand | None
    guichet: Guichet | None
    title_ar: str
    title_en: str
    summary_fr: str
    summary_ar: str
    summary_en: str
    papers_fr: str
    papers_ar: str
    papers_en: str
    contact: str
    min_amount: Decimal
    max_grants: int | None
    budget_line_code: str
    languages: list[str]
    for_collectives: bool
    for_persons: bool
    for_organisations: bool
    has_first_round: bool
    reviews_required: int
    pass_mark: Decimal


@transaction.atomic
def create_call(
    *,
    by: Actor,
    programme: Programme,
    office: Office,
    code: str,
    title_fr: str,
    envelope: Decimal,
    max_amount: Decimal,
    opens_on: date,
    closes_on: date,
    kind: str = CallKind.COLLECTIVE,
    zones: Sequence[ZoneChoice] = (),
    with_template: bool = True,
    **details: Unpack[Details],
) -> Call:
    """Write a draft call (amounts in MAD, days inclusive); `office` follows those who apply from the public page.

    With `with_template` the conditions, the rubric and the list of papers of this kind of call are laid down, to be
    edited. Refused unless `by` coordinates the programme at the office; RuleBroken for dates or limits out of order.
    """
    check(manages(by, programme.pk, office))
    template = PRESETS[kind]
    call = Call(
        programme=programme,
        office=office,
        code=code.strip().upper(),
        kind=kind,
        title_fr=title_fr.strip(),
        envelope=envelope,
        max_amount=max_amount,
        opens_on=opens_on,
        closes_on=closes_on,
        for_collectives=template.for_collectives,
        for_persons=template.for_persons,
        for_organisations=template.for_organisations,
    )
    if with_template:
        _assign(call, template.papers.fields("papers"))
    _assign(call, dict(details))
    _sound(call)
    if Call.objects.filter(code=call.code).exists():
        raise RuleBroken(CODE_TAKEN, field="code", code="code_taken")
    call.authored_by(by)
    call.save(force_insert=True)
    if with_template:
        EligibilityRule.objects.bulk_create(
            _condition(call, rule, i) for i, rule in enumerate(template.rules)
        )
        Criterion.objects.bulk_create(_criterion(call, one, i) for i, one in enumerate(template.criteria))
    set_zones(by=by, call=call, zones=zones)
    record(by=by, verb="calls.create", object=call, organisation=office.organisation_id)
    return call


def _assign(call: Call, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(call, name, value)


def manages(by: Actor, programme_id: int, office: Office) -> bool:
    """Whether the actor coordinates this programme at this office."""
    return access.may_manage_call(
        by, organisation=office.organisation_id, office=office.pk, programme=programme_id
    )


def _sound(call: Call) -> None:
    if call.closes_on < call.opens_on:
        raise RuleBroken(ORDER, field="closes_on", code="dates")
    if call.max_amount < call.min_amount:
        raise RuleBroken(LIMITS, field="max_amount", code="limits")
    if call.max_amount > call.envelope:
        raise RuleBroken(FAULTS["envelope"], field="max_amount", code="envelope")


def _condition(call: Call, rule: PresetRule, position: int, zone: CallZone | None = None) -> EligibilityRule:
    return EligibilityRule(
        call=call,
        zone=zone,
        position=position,
        applies_to=rule.applies_to,
        evidence=rule.evidence,
        operator=rule.operator,
        value=rule.value,
        value_max=rule.value_max,
        each_member=rule.each_member,
        **rule.text.fields("text"),
        **rule.paper.fields("paper"),
    )


def _criterion(call: Call, one: PresetCriterion, position: int) -> Criterion:
    return Criterion(
        call=call,
        position=position,
        code=one.code,
        weight=one.weight,
        max_points=one.max_points,
        threshold=one.threshold,
        **one.label.fields("label"),
        **one.anchors.fields("anchors"),
    )


def check_draft(by: Actor, call: Call) -> None:
    """Refused unless `by` manages the call; RuleBroken once it is published."""
    check(manages(by, call.programme_id, call.office))
    if not call.is_draft:
        raise RuleBroken(ONLY_DRAFT, code="published")


@transaction.atomic
def set_zones(*, by: Actor, call: Call, zones: Sequence[ZoneChoice]) -> list[CallZone]:
    """Say in which zones, and with which partner, a draft call is open; what was said before is replaced.

    A zone with `regular_stay` gets that condition for itself. RuleBroken for a zone of another programme.
    """
    check_draft(by, call)
    if any(choice.zone.programme_id != call.programme_id for choice in zones):
        raise RuleBroken(OTHER_PROGRAMME, field="zones", code="zone")
    call.zones.all().delete()
    rows = CallZone.objects.bulk_create(
        CallZone(call=call, zone=c.zone, organisation=c.organisation, office=c.office) for c in zones
    )
    last = call.rules.count()
    EligibilityRule.objects.bulk_create(
        _condition(call, REGULAR_STAY, last + i, row)
        for i, (choice, row) in enumerate(zip(zones, rows, strict=True))
        if choice.regular_stay
    )
    return rows


@transaction.atomic
def update_call(*, by: Actor, call: Call, expected: int, values: dict[str, Any]) -> Call:
    """Change fields of a draft, read at version `expected`; Conflict when somebody saved first."""
    check_draft(by, call)
    _assign(call, values)
    call.code = call.code.strip().upper()
    _sound(call)
    if Call.objects.filter(code=call.code).exclude(pk=call.pk).exists():
        raise RuleBroken(CODE_TAKEN, field="code", code="code_taken")
    call.save_current(expected, values)
    record(
        by=by,
        verb="calls.update",
        object=call,
        fields=sorted(values),
        organisation=call.office.organisation_id,
    )
    return call


@transaction.atomic
def save_condition(*, by: Actor, call: Call, condition: EligibilityRule) -> EligibilityRule:
    """Add or change a condition of a draft call; RuleBroken when its zone is not one of the call's."""
    check_draft(by, call)
    if condition.zone_id and not call.zones.filter(pk=condition.zone_id).exists():
        raise RuleBroken(OTHER_PROGRAMME, field="zone", code="zone")
    condition.call = call
    condition.save()
    record(by=by, verb="calls.condition", object=call, organisation=call.office.organisation_id)
    return condition


@transaction.atomic
def save_criterion(*, by: Actor, call: Call, criterion: Criterion) -> Criterion:
    """Add or change a line of the rubric of a draft call; RuleBroken when another line has the code."""
    check_draft(by, call)
    if call.criteria.filter(code=criterion.code).exclude(pk=criterion.pk).exists():
        raise RuleBroken(_("Another criterion has this code."), field="code", code="code_taken")
    criterion.call = call
    criterion.save()
    record(by=by, verb="calls.criterion", object=call, organisation=call.office.organisation_id)
    return criterion


@transaction.atomic
def remove_part(*, by: Actor, call: Call, part: EligibilityRule | Criterion) -> None:
    """Take a condition or a criterion out of a draft call."""
    check_draft(by, call)
    part.delete()
    record(by=by, verb="calls.remove_part", object=call, organisation=call.office.organisation_id)
