"""Two organisations of the demo that share: an agreement plainly invented, a link that stands, one that waits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO

from wasl.base.network.models import Office
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.spine.links import actions
from wasl.spine.links.enums import AskBy, AskReason
from wasl.spine.links.models import Question, SharingAgreement
from wasl.spine.people import actions as people
from wasl.spine.people.models import Person

NUMBER = "AUTORISATION INVENTÉE 000/0000"
# Each as the first office wrote them, as the second did, and the number both saw on the passport.
SHARED: Sequence[tuple[tuple[str, str], tuple[str, str], str]] = (
    (("Acajou", "Bintou Fanta"), ("Akajou", "Bintu"), "INVENTE10001"),
    (("Santal", "Ibrahima"), ("Santall", "Brahima"), "INVENTE10002"),
    (("Wengé", "Grâce Ornella"), ("Wengue", "Ornella"), "INVENTE10003"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """An office with who registers there, who decides links for its organisation and who confirms its agreements.

    `came` is what is done there for somebody who comes.
    """

    office: Office
    desk: Actor
    officer: Actor
    confirmer: Actor
    came: Callable[[Person], object]


def tell(here: Place, there: Place, today: date) -> None:
    """The agreement, three persons known to both, one link confirmed by both sides, one that waits, one question."""
    with clock.moved_to(today - timedelta(days=200)):
        _agreement(here, there)
    with clock.moved_to(today - timedelta(days=40)):
        persons = [(_person(here, *one), _person(there, *two)) for one, two in _written()]
        for place, person in zip((here, there), persons[0], strict=True):
            place.came(person)
    for number, (one, _other) in enumerate(persons[:2]):
        with clock.moved_to(today - timedelta(days=20 - number)):
            answer = _question(here, one, SHARED[number][2]).answers.get()
            link = actions.ask_for_link(by=here.desk, answer=answer)
        if number == 0:
            with clock.moved_to(today - timedelta(days=15)):
                for place in (here, there):
                    actions.confirm(by=place.officer, link=link)
    _question(here, persons[2][0], SHARED[2][2])


def _written() -> list[tuple[tuple[str, str, str], tuple[str, str, str]]]:
    return [((*one, number), (*other, number)) for one, other, number in SHARED]


def _agreement(here: Place, there: Place) -> SharingAgreement:
    today = clock.today()
    agreement = actions.record_agreement(
        by=here.officer,
        organisation=here.office.organisation,
        members=[there.office.organisation],
        signed_on=today - timedelta(days=60),
        agreement_file=_paper("convention-inventee.pdf"),
        authorisation_number=NUMBER,
        authorised_on=today - timedelta(days=10),
        authorisation_file=_paper("autorisation-inventee.pdf"),
        valid_from=today,
        valid_to=today + timedelta(days=730),
    )
    return actions.confirm_agreement(by=there.confirmer, agreement=agreement)


def _paper(name: str) -> BytesIO:
    paper = BytesIO(b"%PDF-1.4\n% invented for the demo: " + name.encode() + b"\n%%EOF\n")
    paper.name = name
    return paper


def _person(place: Place, family_name: str, given_names: str, passport: str) -> Person:
    person = people.create_person(
        by=place.desk,
        office=place.office,
        family_name=family_name,
        given_names=given_names,
        nationality="CI",
        consents=["file", "partners"],
    )
    people.record_paper(by=place.desk, person=person, kind="passport", number=passport)
    return person


def _question(place: Place, person: Person, passport: str) -> Question:
    return actions.ask(
        by=place.desk,
        organisation=place.office.organisation,
        asked_by=AskBy.PAPER,
        reason=AskReason.SAID,
        paper_kind="passport",
        number=passport,
        person=person,
    )
