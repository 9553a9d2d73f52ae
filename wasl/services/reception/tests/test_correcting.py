"""A visit put right stays one visit: sent to another guichet, named later, taken off a person."""

from __future__ import annotations

import pytest

from wasl.base.network.models import Guichet, Office
from wasl.kernel import clock
from wasl.kernel.actors import Actor, Role
from wasl.kernel.errors import Conflict, Refused, RuleBroken
from wasl.services.reception import actions
from wasl.services.reception.queries import counts_now, day_counts, day_summary
from wasl.spine.facts.models import Fact
from wasl.spine.facts.queries import verify
from wasl.spine.people.tests.factories import a_person, an_actor, an_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(db: None) -> Office:
    return an_office(name="Rabat")


@pytest.fixture
def desk(office: Office) -> Actor:
    return an_actor(Role.RECEPTION, office)


def a_guichet(office: Office, kind: str) -> Guichet:
    return Guichet.objects.create(organisation=office.organisation, code=kind, kind=kind, name_fr=kind)


def figures(office: Office) -> tuple[int, int]:
    """(visits, people) of today."""
    summary = day_summary([office.pk], clock.today())
    return summary.visits, summary.people


def test_nobody_of_another_office_puts_a_visit_right(office: Office, desk: Actor) -> None:
    visit = actions.record_visit(by=desk, office=office, person=a_person(office))
    for stranger in (an_actor(Role.RECEPTION, an_office()), an_actor(Role.MONITORING, office)):
        with pytest.raises(Refused):
            actions.send_to_guichet(by=stranger, visit=visit, guichet=None)
        with pytest.raises(Refused):
            actions.detach_person(by=stranger, visit=visit, reason="somebody else came")


def test_a_visitor_sent_to_another_guichet_waits_there_and_counts_once_there(
    office: Office, desk: Actor
) -> None:
    a_guichet(office, "employment")
    other = a_guichet(office, "training")
    visit = actions.record_visit(by=desk, office=office, reasons=["employment"])
    visit = actions.send_to_guichet(by=desk, visit=actions.call_ticket(by=desk, visit=visit), guichet=other)
    assert (visit.guichet, visit.status, visit.called_by_label) == (other, "waiting", "")
    (fact,) = Fact.objects.standing()
    assert fact.guichet == other
    assert figures(office) == (1, 0)
    assert verify().ok


def test_nobody_is_sent_to_a_guichet_of_others_nor_after_having_been_served(
    office: Office, desk: Actor
) -> None:
    visit = actions.record_visit(by=desk, office=office)
    with pytest.raises(RuleBroken):
        actions.send_to_guichet(by=desk, visit=visit, guichet=a_guichet(an_office(), "training"))
    actions.serve(by=desk, visit=actions.call_ticket(by=desk, visit=visit))
    with pytest.raises(Conflict):
        actions.send_to_guichet(by=desk, visit=visit, guichet=None)


def test_the_first_reason_leads_to_its_guichet_and_the_others_are_kept_in_order(
    office: Office, desk: Actor
) -> None:
    health = a_guichet(office, "health")
    visit = actions.record_visit(by=desk, office=office, reasons=["health", "papers", "education"])
    assert (visit.guichet, visit.reasons) == (health, ["health", "papers", "education"])


def test_a_visit_named_then_taken_off_its_person_is_one_visit_all_along(office: Office, desk: Actor) -> None:
    seen = {"sex": "f", "age_band": "18_25", "nationality_group": "SSA", "activity": "craft"}
    visit = actions.record_visit(by=desk, office=office, anonymous=seen, reasons=["papers"])
    assert figures(office) == (1, 0)
    visit = actions.attach_person(by=desk, visit=visit, person=a_person(office, sex="f"))
    assert figures(office) == (1, 1)
    with pytest.raises(RuleBroken):
        actions.detach_person(by=desk, visit=visit, reason=" ")
    visit = actions.detach_person(by=desk, visit=visit, reason="her sister came instead")
    assert figures(office) == (1, 0)
    assert (visit.sex, visit.age_band, visit.nationality_group, visit.activity) == tuple(seen.values())
    counted = Fact.objects.standing().get().people.get()
    assert (counted.person_key, counted.sex, counted.activity) == (None, "f", "craft")
    assert Fact.objects.standing().count() == 1
    assert verify().ok
    with pytest.raises(RuleBroken):
        actions.detach_person(by=desk, visit=visit, reason="once more")


def test_on_a_closed_day_a_visit_still_loses_its_person_and_only_the_people_of_the_day_change(
    office: Office, desk: Actor
) -> None:
    visit = actions.record_visit(by=desk, office=office, person=a_person(office), status="served")
    actions.record_visit(by=desk, office=office, person=a_person(office), status="served")
    closed = actions.close_day(by=desk, office=office, day=clock.today())
    actions.detach_person(by=desk, visit=visit, reason="her sister came instead")
    closed.refresh_from_db()
    assert (closed.visits, closed.people, closed.anonymous) == (2, 2, 0), "what was signed stays"
    assert counts_now([closed]) == {closed.pk: (2, 1, 1)}
    now = day_counts([office.pk], clock.today())
    assert (now.visits, now.people, now.anonymous) == (2, 1, 1)
    assert figures(office) == (2, 1)
    keys = Fact.objects.standing().values_list("people__person_key", flat=True)
    assert len([key for key in keys if key is None]) == 1, "whoever is anonymous is nobody in the facts"
    assert verify().ok
