"""Work4Integration, 2018-2020: two calls, 22 groups funded (5 cooperatives, 17 SARL), 1,963,438 MAD paid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from wasl.config.demo.crew import Crew
from wasl.config.demo.groups import craft_of, form_group
from wasl.config.demo.names import Cast
from wasl.config.demo.selection import Candidate, Plan, run
from wasl.kernel import clock
from wasl.services.calls.enums import CallKind
from wasl.services.calls.models import Application, Decision
from wasl.spine.cases import actions as cases

GRANT, LAST_GRANT = Decimal("89247.00"), Decimal("89251.00")
ZONES = (("rabat-sale-kenitra", "rabat-ocean"), ("tanger-tetouan-al-hoceima", "tanger-mdj"))


@dataclass(frozen=True, slots=True)
class Round:
    """One call of the programme: how many groups apply, how many are funded, how many of them cooperatives."""

    year: int
    applicants: int
    funded: int
    cooperatives: int
    opens_on: date
    closes_on: date
    decided_on: date
    signed_from: date


ROUNDS = (
    Round(2018, 12, 8, 2, date(2018, 9, 3), date(2018, 10, 5), date(2018, 11, 12), date(2018, 12, 3)),
    Round(2019, 18, 14, 3, date(2019, 4, 1), date(2019, 5, 3), date(2019, 6, 17), date(2019, 7, 8)),
)


def select(crew: Crew, cast: Cast, turn: Round) -> list[Decision]:
    """One call, from its publication to its results."""
    plan = Plan(
        programme="work4integration",
        strand="collective",
        code=f"W4I-{turn.year}",
        title=f"Start-up collectives {turn.year}",
        kind=CallKind.COLLECTIVE,
        opens_on=turn.opens_on,
        closes_on=turn.closes_on,
        decided_on=turn.decided_on,
        envelope=Decimal(turn.funded) * Decimal(90000),
        min_amount=Decimal(20000),
        max_amount=Decimal(90000),
        max_grants=turn.funded,
        summary="Pour des groupes de 3 à 5 personnes qui lancent ensemble une activité.",
    )
    return run(crew, plan, ZONES, _candidates(crew, cast, turn))


def accompany(crew: Crew, groups: Sequence[Application]) -> None:
    """Each funded group is advised, then accompanied twice, at the guichet of collective start-ups."""
    guichet = crew.guichet("startup_collective")
    for number, application in enumerate(groups):
        office = crew.offices[application.office.code]
        by = crew.adviser_of(office)
        day = application.submitted_on + timedelta(days=90 + number)
        with clock.moved_to(day):
            case = cases.open_case(by=by, party=application.party, guichet=guichet, office=office, on=day)
            cases.record_service(
                by=by, case=case, kind="advice", minutes=60, purpose="business_creation", on=day
            )
        for months in (1, 3):
            later = day + timedelta(days=30 * months)
            with clock.moved_to(later):
                cases.record_service(
                    by=by, case=case, kind="accompaniment", minutes=150, purpose="business_creation", on=later
                )


def _rank(turn: Round, number: int) -> int:
    """A number of its own for each group of the programme: no two bear the same name."""
    return 200 + 40 * ROUNDS.index(turn) + number


def _candidates(crew: Crew, cast: Cast, turn: Round) -> list[Candidate]:
    found = []
    with clock.moved_to(turn.opens_on):
        for number in range(turn.applicants):
            strong = number < turn.funded
            cooperative = number < turn.cooperatives
            zone, office_code = ZONES[number % 2]
            office = crew.offices[office_code]
            size = 5 if cooperative else 3 + number % 3
            group = form_group(crew, cast, office, size=size, year=turn.year, number=_rank(turn, number))
            last = turn is ROUNDS[-1] and number == turn.funded - 1
            found.append(
                Candidate(
                    party=group.party,
                    title=group.name,
                    amount=LAST_GRANT if last else GRANT,
                    legal_form="cooperative" if cooperative else "sarl",
                    office=office,
                    zone=zone,
                    strong=strong,
                    sector=craft_of(_rank(turn, number))[1],
                )
            )
    return found
