"""One call from its draft to its published results, each step by its role."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from wasl.base.network.models import Office
from wasl.base.reference.models import Sector
from wasl.config.demo.crew import Crew
from wasl.kernel import clock
from wasl.services.calls import actions as calls
from wasl.services.calls.actions import ZoneChoice
from wasl.services.calls.models import Application, Call, CallZone, Decision, Review
from wasl.spine.people.models import Party

REVIEWERS = ("lecture-1", "lecture-2", "lecture-3")
COMMITTEE = ("comite-1", "comite-2", "comite-3")


@dataclass(frozen=True, slots=True)
class Plan:
    """What a call of the demo says: amounts in MAD, days inclusive."""

    programme: str
    strand: str
    code: str
    title: str
    kind: str
    opens_on: date
    closes_on: date
    decided_on: date
    envelope: Decimal
    min_amount: Decimal
    max_amount: Decimal
    max_grants: int | None
    guichet: str = "startup_collective"
    first_round_on: date | None = None
    summary: str = ""
    title_ar: str = ""
    summary_ar: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who applies: for which project, how much (MAD), in which legal form, where; `strong` is marked high."""

    party: Party
    title: str
    amount: Decimal
    legal_form: str
    office: Office
    zone: str
    strong: bool
    sector: str = "other"
    kept: bool = True


def publish(crew: Crew, plan: Plan, zones: Sequence[tuple[str, str]]) -> Call:
    """The coordinator writes the call from its template and publishes it; zones are (zone code, office code)."""
    by = crew.actor("coordination")
    owner = crew.organisations["es-maroc"]
    call = calls.create_call(
        by=by,
        programme=crew.programmes[plan.programme],
        office=crew.offices["rabat-ocean"],
        code=plan.code,
        title_fr=plan.title,
        envelope=plan.envelope,
        min_amount=plan.min_amount,
        max_amount=plan.max_amount,
        max_grants=plan.max_grants,
        opens_on=plan.opens_on,
        closes_on=plan.closes_on,
        kind=plan.kind,
        strand=crew.strands[plan.programme, plan.strand],
        guichet=crew.guichet(plan.guichet),
        budget_line_code="startup_fund",
        has_first_round=plan.first_round_on is not None,
        summary_fr=plan.summary,
        title_ar=plan.title_ar,
        summary_ar=plan.summary_ar,
        zones=[
            ZoneChoice(crew.zones[plan.programme, zone], owner, crew.offices[office], regular_stay=True)
            for zone, office in zones
        ],
    )
    calls.publish_call(by=by, call=call)
    return call


def apply(crew: Crew, call: Call, candidates: Sequence[Candidate]) -> list[Application]:
    """Each candidate files at the desk of its office, with everybody's agreement."""
    zones = {
        row.zone.code: row for row in CallZone.objects.filter(call=call).select_related("zone", "office")
    }
    sectors = Sector.objects.in_bulk()
    filed = []
    for one in candidates:
        application, _code = calls.submit_application(
            by=crew.adviser_of(one.office),
            call=call,
            party=one.party,
            title=one.title,
            amount_requested=one.amount,
            zone=zones[one.zone],
            office=one.office,
            legal_form=one.legal_form,
            sector=sectors[one.sector],
            own_contribution=Decimal(5000),
            everybody_consents=True,
        )
        filed.append(application)
    return filed


def first_round(crew: Crew, applications: Sequence[Application], kept: Sequence[bool]) -> None:
    """The coordinator keeps some for pre-incubation and writes to the others."""
    by = crew.actor("coordination")
    yes = [a for a, keep in zip(applications, kept, strict=True) if keep]
    no = [a for a, keep in zip(applications, kept, strict=True) if not keep]
    calls.preselect(by=by, applications=yes)
    if no:
        reason = "Le projet gagne à être précisé : le guichet vous propose un rendez-vous."
        calls.preselect(by=by, applications=no, keep=False, reason=reason)


def read(crew: Crew, call: Call, strong: set[int]) -> None:
    """Two readers each; the strong get high marks, the others middling ones, by application id."""
    readers = [crew.users[name] for name in REVIEWERS]
    calls.spread_reviewers(by=crew.actor("coordination"), call=call, reviewers=readers)
    by_id = {crew.users[name].pk: crew.actor(name) for name in REVIEWERS}
    codes = list(call.criteria.values_list("code", flat=True))
    rows = Review.objects.filter(application__call=call, status="assigned")
    for i, review in enumerate(rows.select_related("application__call").order_by("pk")):
        high = review.application_id in strong
        marks = (Decimal("4.5"), Decimal(4), Decimal(5)) if high else (Decimal("3.5"), Decimal(3), Decimal(3))
        points = {code: marks[(i + j) % 3] for j, code in enumerate(codes)}
        calls.submit_review(by=by_id[review.reviewer_id], review=review, points=points)


def decide(crew: Crew, call: Call) -> list[Decision]:
    """The committee sits, approves its ranking, the chair closes, the coordinator publishes the results."""
    members = [crew.users[name] for name in COMMITTEE]
    committee = calls.compose_committee(
        by=crew.actor("coordination"), call=call, members=members, chair=members[0], quorum=2
    )
    calls.draw_up_ranking(by=crew.actor(COMMITTEE[0]), committee=committee)
    committee.refresh_from_db()
    for name in COMMITTEE:
        calls.approve_ranking(by=crew.actor(name), committee=committee)
    decisions = calls.decide(by=crew.actor(COMMITTEE[0]), committee=committee)
    calls.announce_results(by=crew.actor("coordination"), call=Call.objects.get(pk=call.pk))
    return [decision for decision in decisions if decision.outcome == "selected"]


def run(
    crew: Crew, plan: Plan, zones: Sequence[tuple[str, str]], candidates: Sequence[Candidate]
) -> list[Decision]:
    """The whole call: published, answered, read, decided; returns the decisions that select."""
    with clock.moved_to(plan.opens_on):
        call = publish(crew, plan, zones)
    with clock.moved_to(plan.closes_on):
        filed = apply(crew, call, candidates)
    if plan.first_round_on is not None:
        with clock.moved_to(plan.first_round_on):
            first_round(crew, filed, [one.kept for one in candidates])
    with clock.moved_to(plan.decided_on):
        strong = {a.pk for a, one in zip(filed, candidates, strict=True) if one.strong}
        read(crew, call, strong)
        return decide(crew, call)
