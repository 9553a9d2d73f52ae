"""Two persons said to be different stay so through merges and their undoing, whichever engine looks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from wasl.base.network.models import Office
from wasl.kernel.actors import SYSTEM
from wasl.spine.matching import actions as matching
from wasl.spine.matching.enums import State
from wasl.spine.matching.models import Duplicate
from wasl.spine.merging.tests.worlds import merged, unmerged
from wasl.spine.people import actions as people
from wasl.spine.people.models import Person
from wasl.spine.people.tests.factories import a_person, an_office

pytestmark = pytest.mark.django_db
BORN = {"birth_date": date(1994, 3, 7), "birth_precision": "day", "nationality": "CI", "sex": "f"}
Look = Callable[[Office, Person], object]


def incremental(_office: Office, person: Person) -> object:
    return matching.look([person.pk])


def bulk(office: Office, _person: Person) -> object:
    return matching.check_all(by=SYSTEM, organisation=office.organisation)


both_engines = pytest.mark.parametrize("look", [incremental, bulk])


def alike(office: Office, how_many: int) -> list[Person]:
    return [a_person(office, "Kouassi", "Ama Patricia", **BORN) for _number in range(how_many)]


def pair_of(one: Person, other: Person) -> Duplicate | None:
    first, second = sorted((one.pk, other.pk))
    return Duplicate.objects.filter(first_id=first, second_id=second).first()


def say_different(one: Person, other: Person) -> None:
    pair = pair_of(one, other)
    assert pair is not None
    matching.decide(
        by=SYSTEM, duplicate=pair, decision="different", reason="Deux sœurs", expected=pair.version
    )


@both_engines
def test_what_was_said_of_a_record_holds_for_the_one_that_stands_for_it_and_again_once_undone(
    look: Look,
) -> None:
    office = an_office()
    kept, absorbed, sister = alike(office, 3)
    say_different(absorbed, sister)
    open_before = pair_of(kept, sister)
    assert open_before is not None
    assert open_before.state == State.OPEN

    made = merged(kept, absorbed)
    look(office, kept)

    assert pair_of(kept, sister) is None

    unmerged(made)
    look(office, absorbed)

    said, of_kept = pair_of(absorbed, sister), pair_of(kept, sister)
    assert said is not None
    assert said.state == State.DIFFERENT
    assert of_kept is not None
    assert of_kept.state == State.OPEN


@both_engines
def test_it_holds_when_both_were_merged_in_several_steps(look: Look) -> None:
    office = an_office()
    one, two, three, sister, sister_too = alike(office, 5)
    say_different(one, sister)
    merged(two, one)
    merged(three, two)
    merged(sister_too, sister)

    look(office, three)

    assert pair_of(three, sister_too) is None


@both_engines
def test_only_a_paper_that_agrees_since_brings_them_back(look: Look) -> None:
    office = an_office()
    kept, absorbed, sister = alike(office, 3)
    people.record_paper(by=SYSTEM, person=sister, kind="passport", number="A123456")
    say_different(absorbed, sister)
    merged(kept, absorbed)
    people.record_paper(by=SYSTEM, person=kept, kind="passport", number="A123456")

    look(office, kept)

    back = pair_of(kept, sister)
    assert back is not None
    assert "paper" in back.agrees
    assert back.state == State.OPEN


@both_engines
def test_a_paper_that_agreed_when_it_was_said_brings_nobody_back(look: Look) -> None:
    office = an_office()
    kept, absorbed, sister = alike(office, 3)
    for person in (absorbed, sister):
        people.record_paper(by=SYSTEM, person=person, kind="passport", number="A123456")
    say_different(absorbed, sister)
    merged(kept, absorbed)

    look(office, kept)

    assert pair_of(kept, sister) is None


@both_engines
def test_a_decision_that_somebody_took_back_on_the_record_kept_is_not_withdrawn(look: Look) -> None:
    office = an_office()
    kept, absorbed, sister = alike(office, 3)
    say_different(absorbed, sister)
    say_different(kept, sister)
    pair = pair_of(kept, sister)
    assert pair is not None
    matching.undo_decision(by=SYSTEM, duplicate=pair, expected=pair.version)

    merged(kept, absorbed)
    look(office, kept)

    assert pair_of(kept, sister) is not None


@both_engines
def test_many_merged_cost_no_more_queries_than_few(look: Look) -> None:
    counts = []
    for how_many in (2, 6):
        office = an_office()
        kept, *absorbed, sister = alike(office, how_many + 2)
        for one in absorbed:
            say_different(one, sister)
        for one in absorbed:
            merged(kept, one)
        with CaptureQueriesContext(connection) as captured:
            look(office, kept)
        assert pair_of(kept, sister) is None
        counts.append(len(captured))
    assert counts[1] <= counts[0]
