"""The decision, its publication, the reserve list."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from wasl.base.audit.actions import record
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.services.calls import access, rules
from wasl.services.calls.actions.sitting import manages_call
from wasl.services.calls.actions.steps import PURPOSE, move, passages, works_on
from wasl.services.calls.enums import ApplicationStatus, CallStatus, DecisionOutcome
from wasl.services.calls.models import Application, Call, Committee, Decision, RankEntry, ReserveList
from wasl.services.calls.queries.ranking import (
    allocation,
    approvals,
    entries_of,
    left_in_envelope,
    seat_conflicts,
)
from wasl.services.calls.workflows import APPLICATION
from wasl.spine.facts import actions as facts
from wasl.spine.facts.enums import FactKind
from wasl.spine.people.queries import members_on

TRANSITION = {
    DecisionOutcome.SELECTED: ("select", ApplicationStatus.SELECTED),
    DecisionOutcome.RESERVE: ("reserve", ApplicationStatus.RESERVE),
    DecisionOutcome.REJECTED: ("reject", ApplicationStatus.REJECTED),
}


@transaction.atomic
def decide(
    *,
    by: Actor,
    committee: Committee,
    held_on: date | None = None,
    reserve_until: date | None = None,
    remarks: str = "",
) -> list[Decision]:
    """Close the sitting: the approved ranking becomes one decision per application. → fact selected.

    By the chair. RuleBroken: no ranking ("not_ranked"), some line without enough approvals by members free of
    conflicts ("quorum"), the sitting closed already. The envelope and the number of grants are never exceeded.
    """
    held = (
        Committee.objects.select_for_update(of=("self",)).select_related("call__office").get(pk=committee.pk)
    )
    chair = by.id is not None and held.members.filter(user_id=by.id, is_chair=True).exists()
    check(by.is_system or (chair and access.has_seat_role(by)))
    call, day = held.call, held_on or clock.today()
    if held.is_closed or call.status != CallStatus.PUBLISHED:
        raise RuleBroken(_("The committee has closed its sitting."), code="closed")
    entries = entries_of(held)
    if not entries:
        raise RuleBroken(_("The ranking is not drawn up yet."), code="not_ranked")
    _check_votes(held, entries)
    places = {place.key: place for place in allocation(entries, call).places}
    decisions = _write_decisions(by, held, entries, places, day)
    _move_all(by, decisions)
    held.closed_at, held.closed_by_id, held.closed_by_label = clock.now(), by.id, by.label[:150]
    held.held_on, held.remarks = day, remarks.strip()
    held.save(update_fields=["closed_at", "closed_by_id", "closed_by_label", "held_on", "remarks"])
    ReserveList.objects.update_or_create(call=call, defaults={"valid_until": reserve_until})
    call.status = CallStatus.DECIDED
    call.save_current(call.version, ["status"])
    for decision in decisions:
        if decision.outcome == DecisionOutcome.SELECTED:
            _record_selected(by, decision, day)
    ids = [decision.application_id for decision in decisions]
    record(by=by, verb="calls.decide", kind=PURPOSE, object_ids=ids, organisation=call.office.organisation_id)
    return decisions


def _check_votes(committee: Committee, entries: list[RankEntry]) -> None:
    voted, conflicts = approvals(committee), seat_conflicts(committee)
    for entry in entries:
        if not rules.enough_votes(voted, conflicts[entry.application_id], committee.quorum):
            words = _("Not enough members free of conflicts have approved application %(reference)s.")
            raise RuleBroken(words % {"reference": entry.application.reference}, code="quorum")


def _write_decisions(
    by: Actor, committee: Committee, entries: list[RankEntry], places: dict[int, rules.Place], day: date
) -> list[Decision]:
    rows, reserve = [], 0
    for entry in entries:
        place = places[entry.application_id]
        selected = place.outcome == DecisionOutcome.SELECTED
        if place.outcome == DecisionOutcome.RESERVE:
            reserve += 1
        row = Decision(
            application=entry.application,
            committee=committee,
            rank=place.rank,
            outcome=place.outcome,
            placing=place.placing,
            amount=place.amount if selected else Decimal(0),
            mark=entry.mark,
            shortfalls=entry.shortfalls,
            reason=entry.reason,
            passed_over=list(place.passed_over),
            decided_on=day,
            selected_on=day if selected else None,
            reserve_position=reserve if place.outcome == DecisionOutcome.RESERVE else None,
        )
        row.authored_by(by)
        rows.append(row)
    return Decision.objects.bulk_create(rows)


def _move_all(by: Actor, decisions: list[Decision]) -> None:
    """Pass every application in a few queries; each transition is checked against the table."""
    for outcome, (name, target) in TRANSITION.items():
        rows = [d.application for d in decisions if d.outcome == outcome]
        steps = []
        for application in rows:
            APPLICATION.passage(application.status, name)
            steps.append((application, application.status))
            application.status = target
            application.version += 1
        Application.objects.bulk_update(rows, ["status", "version"])
        passages(by, steps, name)


def _record_selected(by: Actor, decision: Decision, day: date) -> None:
    application = decision.application
    call = decision.committee.call
    facts.record(
        by=by,
        kind=FactKind.SELECTED,
        on=day,
        office=application.office,
        source=decision,
        party=application.party,
        persons=members_on(application.party, day),
        guichet=call.guichet,
        strand=call.strand,
        zone=application.zone.zone if application.zone else None,
        programme=call.programme,
        reason=call.kind,
        sector=application.sector_id or "",
        legal_form=application.legal_form,
        amount_mad=decision.amount,
    )


@transaction.atomic
def announce_results(*, by: Actor, call: Call) -> Call:
    """Publish the results: applicants read them, letters may leave. By the coordinator, once decided."""
    check(manages_call(by, call))
    if call.status != CallStatus.DECIDED:
        raise RuleBroken(
            _("The committee has not decided yet, or the results are already published."), code="status"
        )
    call.status, call.announced_at = CallStatus.ANNOUNCED, clock.now()
    call.save_current(call.version, ["status", "announced_at"])
    record(by=by, verb="calls.announce", object=call, organisation=call.office.organisation_id)
    return call


@transaction.atomic
def promote_reserve(*, by: Actor, application: Application, reason: str, on: date | None = None) -> Decision:
    """Call the first of the reserve list whose amount fits in what selections given back leave. → fact selected.

    By the coordinator, who applies the order the committee decided. RuleBroken: somebody comes before ("order"), the
    envelope or the number of grants is used up ("envelope"), the list is no longer valid ("expired").
    """
    check(works_on(by, application, access.MANAGERS))
    day = on or clock.today()
    Committee.objects.select_for_update(of=("self",)).get(call=application.call_id)
    call = application.call
    decision = Decision.objects.select_related("committee__call").get(application=application)
    _check_reserve(call, application, day)
    asked = application.rank_entry.amount
    decision.outcome, decision.amount, decision.selected_on = DecisionOutcome.SELECTED, asked, day
    decision.application = application
    decision.save(update_fields=["outcome", "amount", "selected_on"])
    move(application, "promote", by=by, reason=reason)
    _record_selected(by, decision, day)
    record(by=by, verb="calls.promote", object=application, reason=reason)
    return decision


def _check_reserve(call: Call, application: Application, day: date) -> None:
    if application.status != ApplicationStatus.RESERVE:
        raise RuleBroken(_("This application is not on the reserve list."), code="status")
    until = ReserveList.objects.filter(call=call).values_list("valid_until", flat=True).first()
    if until is not None and until < day:
        raise RuleBroken(_("The reserve list is no longer valid."), code="expired")
    left = left_in_envelope(call)
    standing = Decision.objects.selected().filter(application__call=call, declined_on=None).count()
    if call.max_grants is not None and standing >= call.max_grants:
        raise RuleBroken(_("The number of grants of the call is reached."), code="envelope")
    waiting = Decision.objects.filter(
        application__call=call, outcome=DecisionOutcome.RESERVE, application__status=ApplicationStatus.RESERVE
    ).select_related("application__rank_entry")
    first = next((d for d in waiting.order_by("rank") if d.application.rank_entry.amount <= left), None)
    if application.rank_entry.amount > left:
        raise RuleBroken(_("What is left of the envelope is too small."), code="envelope")
    if first is not None and first.application_id != application.pk:
        words = _("%(reference)s comes before on the reserve list.") % {
            "reference": first.application.reference
        }
        raise RuleBroken(words, code="order")
