"""WORK4LIFE, year 1: 100 applications, 49 in pre-incubation, 11 funded; 15 groups in acceleration; 76 individual."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from wasl.config.demo.crew import Crew
from wasl.config.demo.groups import craft_of, form_group, give_residence, register
from wasl.config.demo.names import Cast
from wasl.config.demo.selection import Candidate, Plan, run
from wasl.kernel import clock
from wasl.outcomes.ventures import actions as ventures
from wasl.services.calls.enums import CallKind
from wasl.services.calls.models import Application, Decision
from wasl.spine.cases import actions as cases
from wasl.spine.people.queries import members_on

APPLIED, KEPT, FUNDED, COOPERATIVES = 100, 49, 11, 1
ACCELERATED, ACCELERATION_APPLIED = 15, 18
INDIVIDUAL = 76
PROGRAMME = "work4life"
ZONES = (("rabat-sale-kenitra", "rabat-ocean"), ("tanger-tetouan-al-hoceima", "tanger-mdj"))
COLLECTIVE = Plan(
    programme=PROGRAMME,
    strand="collective",
    code="W4L-2022",
    title="Start-up collectives 2022",
    kind=CallKind.COLLECTIVE,
    opens_on=date(2022, 1, 17),
    closes_on=date(2022, 2, 25),
    first_round_on=date(2022, 3, 21),
    decided_on=date(2022, 6, 13),
    envelope=Decimal(1100000),
    min_amount=Decimal(30000),
    max_amount=Decimal(100000),
    max_grants=FUNDED,
    summary="Pour des groupes de 3 à 5 personnes. Deux mois et demi de pré-incubation avant le comité.",
)
ACCELERATION = Plan(
    programme=PROGRAMME,
    strand="acceleration",
    code="W4L-ACC-2022",
    title="Accélération 2022",
    kind=CallKind.ACCELERATION,
    opens_on=date(2022, 7, 4),
    closes_on=date(2022, 8, 5),
    decided_on=date(2022, 9, 19),
    envelope=Decimal(900000),
    min_amount=Decimal(20000),
    max_amount=Decimal(60000),
    max_grants=ACCELERATED,
    summary="Pour des entreprises collectives déjà lancées.",
)


def select(crew: Crew, cast: Cast) -> list[Decision]:
    """The collective call, from 100 applications to 11 decisions."""
    return run(crew, COLLECTIVE, ZONES, _groups(crew, cast))


def _groups(crew: Crew, cast: Cast) -> list[Candidate]:
    found = []
    with clock.moved_to(COLLECTIVE.opens_on):
        for number in range(APPLIED):
            zone, office_code = ZONES[number % 2]
            office = crew.offices[office_code]
            cooperative = number < COOPERATIVES
            size = 5 if cooperative else 3 + number % 3
            group = form_group(crew, cast, office, size=size, year=2022, number=number)
            found.append(
                Candidate(
                    party=group.party,
                    title=group.name,
                    amount=Decimal(100000),
                    legal_form="cooperative" if cooperative else "sarl",
                    office=office,
                    zone=zone,
                    strong=number < FUNDED,
                    sector=craft_of(number)[1],
                    kept=number < KEPT,
                )
            )
    return found


def accelerate(crew: Crew, earlier: Sequence[Application]) -> list[Decision]:
    """Groups funded in the years before apply for acceleration; 15 are selected."""
    candidates = []
    zone_of = {office: zone for zone, office in ZONES}
    _renew_cards(crew, earlier[:ACCELERATION_APPLIED])
    for number, before in enumerate(earlier[:ACCELERATION_APPLIED]):
        party, office = before.party, crew.offices[before.office.code]
        candidates.append(
            Candidate(
                party=party,
                title=f"Accélérer {party.label}",
                amount=Decimal(60000),
                legal_form="sarl",
                office=office,
                zone=zone_of[office.code],
                strong=number < ACCELERATED,
            )
        )
    return run(crew, ACCELERATION, ZONES, candidates)


def _renew_cards(crew: Crew, applications: Sequence[Application]) -> None:
    """Cards seen in 2018 and 2019 have expired: their holders show the new ones."""
    day = ACCELERATION.opens_on
    with clock.moved_to(day):
        for application in applications:
            for person in members_on(application.party, day):
                give_residence(crew, person, crew.offices[application.office.code], day)


def accompany_individuals(crew: Crew, cast: Cast) -> None:
    """76 people with a business of their own, accompanied in Rabat and Tanger."""
    strand = crew.strands[PROGRAMME, "individual"]
    for number in range(INDIVIDUAL):
        day = date(2022, 1, 10) + timedelta(days=4 * number)
        office = crew.offices[ZONES[number % 2][1]]
        by = crew.adviser_of(office)
        craft, sector = craft_of(number)
        with clock.moved_to(day):
            person = register(crew, cast.person(year=2022), office, day)
            give_residence(crew, person, office, day)
            guichet = crew.guichet("auto_entrepreneur")
            case = cases.open_case(
                by=by, party=person.party, guichet=guichet, office=office, strand=strand, on=day
            )
            ventures.create_venture(
                by=crew.actor("coordination"),
                party=person.party,
                name=f"{craft} {person.family_name}",
                legal_form="none",
                office=office,
                on=day,
                sector=sector,
                strand=strand,
                programme=crew.programmes[PROGRAMME],
            )
            cases.record_service(
                by=by, case=case, kind="accompaniment", minutes=90, purpose="business_creation", on=day
            )
