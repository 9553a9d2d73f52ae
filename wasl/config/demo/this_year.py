"""This year: a call decided in spring whose money is on its way, and a call open today with work for every role."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from wasl.base.network.models import Office
from wasl.config.demo.crew import Crew
from wasl.config.demo.groups import craft_of, form_group
from wasl.config.demo.money import desk_of
from wasl.config.demo.names import Cast
from wasl.config.demo.selection import Candidate, Plan, apply, publish, run
from wasl.journeys.demo import fund
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.services.calls import actions as calls
from wasl.services.calls.enums import CallKind
from wasl.spine.cases import actions as cases
from wasl.spine.funding import actions as funding
from wasl.spine.funding.models import Agreement
from wasl.spine.people.models import Person

PROGRAMME = "essai-2026"
ZONES = (("rabat-sale-kenitra", "rabat-ocean"), ("tanger-tetouan-al-hoceima", "tanger-mdj"))


def tell(crew: Crew, cast: Cast, today: date) -> None:
    """The past call first, then the one open today."""
    _spring(crew, cast, today)
    _open_call(crew, cast, today)


def advised(crew: Crew, person: Person, office: Office, by: Actor) -> None:
    """Somebody is advised once in the programme, today, and needs nothing more."""
    organisation = office.organisation.code
    guichet = crew.guichet("auto_entrepreneur" if organisation == "es-maroc" else "other", organisation)
    programme = crew.programmes[PROGRAMME]
    case = cases.open_case(by=by, party=person.party, guichet=guichet, office=office, programme=programme)
    cases.record_service(by=by, case=case, kind="advice", minutes=30, purpose="business_creation")
    cases.close_case(by=by, case=case, reason="completed")


def _plan(code: str, title: str, opens_on: date, closes_on: date, decided_on: date, grants: int) -> Plan:
    return Plan(
        programme=PROGRAMME,
        strand="collective",
        code=code,
        title=title,
        kind=CallKind.COLLECTIVE,
        opens_on=opens_on,
        closes_on=closes_on,
        decided_on=decided_on,
        envelope=Decimal(grants) * Decimal(90000),
        min_amount=Decimal(20000),
        max_amount=Decimal(90000),
        max_grants=grants,
        summary="Appel inventé. Pour des groupes de 3 à 5 personnes qui lancent ensemble une activité.",
        title_ar="المقاولات الناشئة الجماعية",
        summary_ar="دعوة مختلقة. لفائدة مجموعات من 3 إلى 5 أشخاص يطلقون معا نشاطا.",
    )


def _spring(crew: Crew, cast: Cast, today: date) -> None:
    """Three grants: one paid to its half, one whose order waits for its second signature, one not signed yet."""
    decided = today - timedelta(days=100)
    opens, closes = today - timedelta(days=170), today - timedelta(days=130)
    plan = _plan("ESSAI-1", "Start-up collectives, premier appel", opens, closes, decided, 3)
    decisions = run(crew, plan, ZONES, _candidates(crew, cast, opens, count=5, strong=3))
    desk = desk_of(crew)
    for number, decision in enumerate(decisions[:2]):
        adviser = crew.adviser_of(crew.offices[decision.application.office.code])
        signed = today - timedelta(days=90)
        agreement = fund(desk, adviser, decision, on=signed, number=900 + number, tranches_paid=1 - number)
        if number == 1:
            _ask_first_tranche(crew, agreement)


def _ask_first_tranche(crew: Crew, agreement: Agreement) -> None:
    """The order is asked by one finance officer and waits for another."""
    by = crew.actor("finance")
    tranche = agreement.tranches.order_by("number")[0]
    for condition in tranche.conditions.filter(met_on=None):
        funding.meet_condition(by=by, condition=condition, note="Vu au dossier")
    payee = agreement.party.payees.order_by("pk")[0]
    funding.order_payment(by=by, tranche=tranche, payee=payee)


def _open_call(crew: Crew, cast: Cast, today: date) -> None:
    """Six groups have applied, their readings are shared out; it closes in four weeks."""
    opens, closes = today - timedelta(days=20), today + timedelta(days=28)
    plan = _plan("ESSAI-2", "Start-up collectives, deuxième appel", opens, closes, closes, 4)
    with clock.moved_to(opens):
        call = publish(crew, plan, ZONES)
    candidates = _candidates(crew, cast, opens, count=6, strong=3)
    with clock.moved_to(today - timedelta(days=6)):
        apply(crew, call, candidates)
        readers = [crew.users[name] for name in ("lecture-1", "lecture-2", "lecture-3")]
        calls.spread_reviewers(by=crew.actor("coordination"), call=call, reviewers=readers)


def _rank(strong: int, count: int, number: int) -> int:
    """A number of its own for each group of this year."""
    return 300 + 10 * (strong + count) + number


def _candidates(crew: Crew, cast: Cast, day: date, *, count: int, strong: int) -> list[Candidate]:
    found = []
    with clock.moved_to(day):
        for number in range(count):
            zone, office_code = ZONES[number % 2]
            group = form_group(
                crew,
                cast,
                crew.offices[office_code],
                size=3 + number % 3,
                year=day.year,
                number=_rank(strong, count, number),
            )
            found.append(
                Candidate(
                    party=group.party,
                    title=group.name,
                    amount=Decimal(80000 + 2000 * number),
                    legal_form="sarl",
                    office=crew.offices[office_code],
                    zone=zone,
                    strong=number < strong,
                    sector=craft_of(_rank(strong, count, number))[1],
                )
            )
    return found
