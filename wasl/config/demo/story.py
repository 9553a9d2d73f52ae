"""The whole story, in order."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from django.db import transaction

from wasl.base.network.load import load_directory
from wasl.base.network.models import Office
from wasl.base.procedures.load import load_law
from wasl.base.programmes import packs
from wasl.base.reference.load import load_reference
from wasl.config.demo import crew as staff
from wasl.config.demo import desk, history, house, m4sd, merged, money, sharing, this_year, w4i, w4l
from wasl.config.demo.names import Cast
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM
from wasl.kernel.installation.state import mark_installed
from wasl.services.calls.models import Application
from wasl.services.coaching import demo as coaching
from wasl.services.complaints import demo as complaints
from wasl.services.labour import demo as labour
from wasl.services.marketing import demo as marketing
from wasl.services.referrals import demo as referrals
from wasl.services.transfers import demo as transfers
from wasl.spine.appointments import demo as appointments
from wasl.spine.cases import demo as cases
from wasl.spine.cases.models import Case
from wasl.spine.checklists import demo as checklists
from wasl.spine.matching import demo as matching
from wasl.spine.people.actions import gathering
from wasl.spine.people.actions.keys import count_words
from wasl.spine.rights import demo as rights

SEED = 2021
PACKS = ("work4integration", "m4sd-tanger", "work4life", "cefa-pathway")
THIS_YEAR = Path(__file__).parent / "pack"


def load(say: Callable[[str], object] = lambda _line: None) -> None:
    """Fill an empty, migrated database with the demo and mark it demo; says what it is doing."""
    mark_installed(name="Wasl, démonstration", is_demo=True)
    load_reference()
    load_law()
    for pack in (*PACKS, THIS_YEAR):
        packs.load(pack, SYSTEM)
    load_directory()
    with clock.moved_to(staff.FIRST_DAY):
        crew = staff.engage()
    cast = Cast(SEED)
    told = _Clock(say)
    # Whoever is registered is compared with the others once, at the end.
    with gathering(SYSTEM):
        _chapters(crew, cast, told)
        told("The desk, twelve months")
        history.tell(crew, clock.today())
        count_words()
    told("CEFA's history, taken over")
    offices = [crew.offices[code] for code in ("rabat-ocean", "tanger-mdj")]
    desks = [(crew.desk_of(office), office) for office in offices]
    matching.tell(desks, crew.actor("coordination"), clock.today())
    merged.tell(crew, clock.today())
    told("People registered twice")
    rights.tell(adviser=crew.actor("conseil"), protection=crew.actor("protection"))
    told("Rights of persons")
    complaints.tell(
        office=crew.offices["rabat-ocean"],
        desk=crew.actor("accueil"),
        coordinator=crew.actor("coordination"),
    )
    referrals.tell(adviser=crew.actor("conseil"), today=clock.today())
    told("Referrals")
    transfers.tell(
        sender=crew.actor("conseil-tanger"),
        here=crew.offices["tanger-mdj"],
        guichet=crew.guichet("auto_entrepreneur"),
        partner=crew.actor("cefa"),
        there=crew.offices["cefa-oujda"],
        guichet_there=crew.guichet("other", "cefa"),
        adviser=crew.users["cefa-conseil"],
        today=clock.today(),
    )
    told("Transfers between partners")
    labour.tell(adviser=crew.actor("conseil"), today=clock.today())
    marketing.tell(adviser=crew.actor("conseil"), today=clock.today())
    told("Labour law and marketing")
    coaching.tell(
        adviser=crew.actor("conseil"),
        coordinator=crew.actor("coordination"),
        coaches=[crew.users["conseil"], crew.users["mentorat"]],
        office=crew.offices["rabat-ocean"],
        today=clock.today(),
    )
    told("Coaching")
    _procedures(crew, clock.today())
    told("Procedures followed")


def _chapters(crew: staff.Crew, cast: Cast, told: _Clock) -> None:
    with transaction.atomic():
        earlier = _work4integration(crew, cast)
    told("Work4Integration")
    with transaction.atomic():
        m4sd.tell(crew, cast)
    told("M4SD, Tanger")
    with transaction.atomic():
        _work4life(crew, cast, earlier)
    told("WORK4LIFE")
    with transaction.atomic():
        this_year.tell(crew, cast, clock.today())
    told("This year's calls")
    desk.tell(crew, cast, clock.today())
    house.tell(crew, clock.today())
    with transaction.atomic():
        cases.pathways(
            adviser=crew.actor("conseil"),
            to=crew.users["conseil"],
            elsewhere=crew.actor("conseil-tanger"),
            coordination=crew.actor("coordination"),
            today=clock.today(),
        )
    for code in ("rabat-ocean", "tanger-mdj"):
        _appointments(crew, crew.offices[code])
    sharing.tell(crew, clock.today())


def _procedures(crew: staff.Crew, today: date) -> None:
    """Procedures followed in cases of the two offices, some time under way."""
    found = []
    for code in ("rabat-ocean", "tanger-mdj"):
        office = crew.offices[code]
        cases = Case.objects.open().filter(office=office, opened_on__lt=today - timedelta(days=60))
        found += [(crew.adviser_of(office), case) for case in cases.order_by("-opened_on", "-pk")[:5]]
    with transaction.atomic():
        checklists.tell(found, crew.actor("administration"), crew.actor("coordination"), today)


def _appointments(crew: staff.Crew, office: Office) -> None:
    with transaction.atomic():
        appointments.tell(
            office=office,
            adviser=crew.users["conseil" if office.code == "rabat-ocean" else "conseil-tanger"],
            by=crew.adviser_of(office),
            desk=crew.desk_of(office),
            manager=crew.actor("coordination"),
            today=clock.today(),
        )


def _work4integration(crew: staff.Crew, cast: Cast) -> list[Application]:
    """Two calls and their grants; returns the applications that were funded."""
    funded: list[Application] = []
    for turn in w4i.ROUNDS:
        decisions = w4i.select(crew, cast, turn)
        money.fund_all(crew, decisions, turn.signed_from)
        funded += [decision.application for decision in decisions]
    w4i.accompany(crew, funded)
    return funded


def _work4life(crew: staff.Crew, cast: Cast, earlier: list[Application]) -> None:
    """The collective call, acceleration of those funded before, individual businesses, and every follow-up due."""
    money.fund_all(crew, w4l.select(crew, cast), date(2022, 7, 4), paid=lambda n: 2 if n < 8 else 1)
    money.fund_all(crew, w4l.accelerate(crew, earlier), date(2022, 10, 10), paid=lambda n: 2 if n < 10 else 1)
    w4l.accompany_individuals(crew, cast)
    money.follow_all(crew, clock.today())


class _Clock:
    """Says each chapter with the seconds it took."""

    def __init__(self, say: Callable[[str], object]) -> None:
        self.say = say
        self.since = time.monotonic()

    def __call__(self, chapter: str) -> None:
        now = time.monotonic()
        self.say(f"{chapter} ({now - self.since:.0f} s)")
        self.since = now
