"""What the pages, the panels of a person and `facts verify` read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.services.calls.enums import ApplicationStatus, DecisionOutcome, ReviewStatus
from wasl.services.calls.models import Application, Call, Decision
from wasl.spine.facts.enums import FactKind
from wasl.spine.facts.rules import Expected
from wasl.spine.people.evidence import VALUE, Answer
from wasl.spine.people.models import Party
from wasl.spine.people.queries import members_on
from wasl.spine.people.slots import TimelineEntry
from wasl.spine.rights import queries as rights


def counts_by_status(applications: QuerySet[Application]) -> dict[str, int]:
    """How many applications stand in each status."""
    rows = applications.order_by().values_list("status").annotate(n=Count("pk"))
    return dict(rows)


def with_readings(applications: QuerySet[Application]) -> QuerySet[Application]:
    """With `given` and `assigned`: readings submitted, and standing in all."""
    return applications.annotate(
        given=Count("reviews", filter=Q(reviews__status=ReviewStatus.SUBMITTED), distinct=True),
        assigned=Count("reviews", filter=~Q(reviews__status=ReviewStatus.DECLINED), distinct=True),
    )


def open_calls(on: date | None = None) -> list[Call]:
    """The calls that take applications on that day, those that close first at the head; for the public pages."""
    rows = Call.objects.open_on(on or clock.today()).with_place().prefetch_related("zones__zone")
    return list(rows.order_by("closes_on", "pk"))


def coming_calls(on: date | None = None) -> list[Call]:
    """Published calls that are not open yet."""
    rows = Call.objects.filter(status="published", opens_on__gt=on or clock.today()).with_place()
    return list(rows.order_by("opens_on", "pk"))


def closed_calls(on: date | None = None, limit: int = 20) -> list[Call]:
    """Published calls that no longer take applications, newest first."""
    over = Q(closes_on__lt=on or clock.today()) | Q(closed_at__isnull=False)
    rows = Call.objects.published().filter(over).with_place()
    return list(rows.order_by("-closes_on", "-pk")[:limit])


@dataclass(frozen=True, slots=True)
class PublicResult:
    """One line of published results: nobody is named."""

    reference: str
    title: str
    amount: Decimal


def public_results(call: Call) -> list[PublicResult]:
    """The selected projects of a call whose results are published, by rank; [] before."""
    if not call.is_announced:
        return []
    rows = Decision.objects.selected().filter(application__call=call, declined_on=None)
    return [
        PublicResult(d.application.reference, d.application.title, d.amount)
        for d in rows.select_related("application").order_by("rank")
    ]


# ------------------------------------------------------------------ the page of a person or a group


def of_party(actor: Actor, party: Party) -> list[Application]:
    """Applications of the party and of the groups it applied with, as far as the actor may read them."""
    found = Application.objects.visible_to(actor).filter(Q(party=party) | Q(members__person_id=party.pk))
    return list(found.with_call().distinct().order_by("-submitted_on", "-pk"))


def timeline(actor: Actor, party_ids: Sequence[int]) -> list[TimelineEntry]:
    """Filed, preselected, decided: each on its day."""
    rows = Application.objects.visible_to(actor).filter(
        Q(party__in=party_ids) | Q(members__person__in=party_ids)
    )
    found = []
    for application in rows.select_related("call", "decision").distinct().order_by("pk"):
        href, title = application.get_absolute_url(), application.call.title
        at = clock.at_noon(application.submitted_on)
        found.append(TimelineEntry(at, _("Application filed"), title, href, "file", "info"))
        if application.preselected_on:
            at = clock.at_noon(application.preselected_on)
            found.append(TimelineEntry(at, _("Preselected"), title, href, "check-circle", "info"))
        decision: Decision | None = getattr(application, "decision", None)
        if decision is not None and application.call.is_announced:
            at = clock.at_noon(decision.selected_on or decision.decided_on)
            tone = "success" if decision.outcome == DecisionOutcome.SELECTED else "neutral"
            found.append(TimelineEntry(at, decision.get_outcome_display(), title, href, "seal", tone))
    return found


def standing_of(actor: Actor) -> QuerySet[Application]:
    """What waits for a paper in the actor's scope."""
    return Application.objects.visible_to(actor).filter(status=ApplicationStatus.INCOMPLETE)


def may_open_papers(actor: Actor, application_id: int) -> bool:
    """Who may read the application may open its papers; compartments are the documents' own affair."""
    return Application.objects.visible_to(actor).filter(pk=application_id).exists()


def gate_of_papers(actor: Actor, application_id: int, compartment: str) -> str | None:
    """Where the compartment of whoever applies is opened with a reason; None while it stands open."""
    party_id = Application.objects.filter(pk=application_id).values_list("party_id", flat=True).first()
    return "" if party_id is None else rights.gate(actor, party_id, compartment)


# ------------------------------------------------------------------ facts and evidence


def expected_filings() -> Iterable[Expected]:
    """The facts that applications should have recorded: applied, and preselected where they were."""
    rows = Application.objects.values_list("pk", "party_id", "submitted_on", "preselected_on").order_by("pk")
    for pk, party, filed, preselected in rows.iterator():
        yield Expected("calls.application", pk, FactKind.APPLIED, filed, party)
        if preselected:
            yield Expected("calls.application", pk, FactKind.PRESELECTED, preselected, party)


def expected_selections() -> Iterable[Expected]:
    """The facts that decisions should have recorded; one given back later stays selected on its day."""
    rows = Decision.objects.selected().values_list("pk", "application__party_id", "selected_on", "amount")
    for pk, party, day, amount in rows.order_by("pk").iterator():
        if day is not None:
            yield Expected("calls.decision", pk, FactKind.SELECTED, day, party, amount_mad=amount)


def selections(party: Party, on: date) -> Answer:
    """Evidence `selected_in_calls`: how often the party or one of its members was selected up to that day."""
    ids = {party.pk, *(person.pk for person in members_on(party, on))}
    rows = Decision.objects.selected().filter(selected_on__lte=on, declined_on=None)
    mine = rows.filter(Q(application__party__in=ids) | Q(application__members__person__in=ids)).distinct()
    keys = list(mine.order_by("pk").values_list("pk", flat=True))
    source = ",".join(f"calls.decision:{pk}" for pk in keys)
    return Answer("selected_in_calls", VALUE, Decimal(len(keys)), "decision", source=source)
