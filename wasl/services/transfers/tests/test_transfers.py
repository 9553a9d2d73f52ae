"""A transfer from its preparation to its answer: who may, what moves, what stays, who is told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db.models import Q

from wasl.base.programmes.models import Partner
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Actor, Grant, Role
from wasl.kernel.errors import Conflict, Refused, RuleBroken
from wasl.services.transfers import actions
from wasl.services.transfers.models import Transfer
from wasl.services.transfers.queries.telling import entries, held
from wasl.services.transfers.tests.factories import (
    a_scene,
    accepted,
    an_operator_office,
    prepared,
    proposed,
    with_a_plan,
)
from wasl.spine.cases import actions as cases
from wasl.spine.cases.models import Case
from wasl.spine.cases.tests.factories import a_case
from wasl.spine.facts.models import Fact
from wasl.spine.people.models import Following, Party
from wasl.spine.people.tests.factories import a_programme, an_actor, an_office

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "role", [Role.RECEPTION, Role.MONITORING, Role.PROTECTION, Role.ADMINISTRATOR, Role.PARTNER]
)
def test_only_advisers_and_coordinators_of_the_place_prepare_and_propose(role: str) -> None:
    scene = a_scene()
    transfer = prepared(scene)
    elsewhere = an_actor(Role.ADVISER, an_office(scene.here.organisation))
    for actor in (an_actor(role, scene.here), elsewhere, scene.taker):
        with pytest.raises(Refused):
            prepared(scene, by=actor)
        with pytest.raises(Refused):
            actions.propose(by=actor, transfer=transfer, means="signed", language="fr")
        with pytest.raises(Refused):
            actions.give_up(by=actor, transfer=transfer, reason="Non")


def test_only_the_coordinator_there_and_the_adviser_of_the_wished_office_answer() -> None:
    scene = a_scene()
    transfer = proposed(scene)
    other = an_office(scene.partner)
    there = scene.partner.pk
    for actor in (
        scene.sender,
        an_actor(Role.ADVISER, other),
        an_actor(Role.RECEPTION, scene.there),
        an_actor(Role.COORDINATOR, other),
        Actor(1, "Elsewhere", (Grant(Role.COORDINATOR, an_operator_office().organisation_id),)),
    ):
        assert not Transfer.objects.received_by(actor).exists()
        with pytest.raises(Refused):
            accepted(scene, transfer, by=actor)
        with pytest.raises(Refused):
            actions.decline(by=actor, transfer=transfer, reason="full")
    for actor in (
        scene.taker,
        an_actor(Role.ADVISER, scene.there),
        an_actor(Role.COORDINATOR, scene.there),
        Actor(1, "Everywhere there", (Grant(Role.ADVISER, there),)),
    ):
        assert Transfer.objects.received_by(actor).get() == transfer


def test_the_partner_knows_nothing_of_one_that_is_being_prepared() -> None:
    scene = a_scene()
    transfer = prepared(scene)
    assert not Transfer.objects.received_by(scene.taker).exists()
    actions.give_up(by=scene.sender, transfer=transfer, reason="Reste ici")
    assert not Transfer.objects.received_by(scene.taker).exists()


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"along": ["plan"]}, "identity"),
        ({"reason": "  "}, "reason"),
        ({"receiver": "own"}, "receiver"),
        ({"receiver": "donor"}, "receiver"),
        ({"office": "other"}, "office"),
    ],
)
def test_what_cannot_be_proposed_is_said(changed: dict[str, Any], code: str) -> None:
    scene = a_scene()
    donor = an_office().organisation
    known = {"own": scene.here.organisation, "donor": donor, "other": an_office()}
    terms: dict[str, Any] = {
        "receiver": scene.partner, "along": ["identity"], "reason": "Déménage", "office": None,
        **{name: known.get(value, value) if isinstance(value, str) else value for name, value in changed.items()},
    }  # fmt: skip
    with pytest.raises(RuleBroken) as broken:
        actions.prepare(by=scene.sender, case=scene.case, **terms)
    assert broken.value.code == code


def test_one_waits_at_a_time_and_none_of_a_closed_case() -> None:
    scene = a_scene()
    prepared(scene)
    with pytest.raises(RuleBroken) as broken:
        prepared(scene)
    assert broken.value.code == "waiting"
    cases.close_case(by=SYSTEM, case=scene.case, reason="moved")
    assert Transfer.objects.get().status == "withdrawn"
    with pytest.raises(RuleBroken) as broken:
        prepared(scene)
    assert broken.value.code == "closed"


def test_it_is_proposed_on_a_consent_and_due_within_the_days_of_the_house() -> None:
    scene = a_scene()
    transfer = prepared(scene)
    with pytest.raises(RuleBroken) as broken:
        actions.propose(by=scene.sender, transfer=transfer, means="spoken", language="ar")
    assert broken.value.code == "witness"
    transfer = Transfer.objects.get()
    actions.propose(by=scene.sender, transfer=transfer, means="spoken", language="ar", witness="Interprète")
    assert (transfer.proposed_on, transfer.due_on) == (clock.today(), clock.today() + timedelta(days=10))
    assert transfer.consent.text_version == "2026-11"
    assert not Transfer.objects.overdue(clock.today() + timedelta(days=10)).exists()
    assert Transfer.objects.overdue(clock.today() + timedelta(days=11)).get() == transfer


def test_the_case_goes_on_there_with_its_plan_and_is_closed_here() -> None:
    scene = a_scene()
    with_a_plan(scene)
    cases.record_service(by=SYSTEM, case=scene.case, kind="advice", minutes=30)
    facts = list(Fact.objects.values_list("pk", "organisation_id"))
    transfer = accepted(scene)
    new = transfer.new_case
    assert new is not None
    assert (new.organisation_id, new.office, new.guichet) == (scene.partner.pk, scene.there, scene.guichet)
    assert new.assignments.get().user == scene.adviser
    assert [goal.title for goal in new.goals.all()] == ["Ouvrir un atelier"]
    steps = {(item.title, item.goal.title if item.goal else "") for item in new.plan.all()}
    assert steps == {("Trouver un local", "Ouvrir un atelier"), ("Faire des photos", "")}
    old = Case.objects.get(pk=scene.case.pk)
    assert (old.status, old.closing_reason, old.closed_on) == ("closed", "referred", clock.today())
    assert list(Fact.objects.values_list("pk", "organisation_id")) == facts


def test_the_plan_stays_where_it_does_not_go_along() -> None:
    scene = a_scene()
    with_a_plan(scene)
    transfer = accepted(scene, proposed(scene, ["identity"]))
    assert transfer.new_case is not None
    assert not transfer.new_case.plan.exists()
    assert not transfer.new_case.goals.exists()


def test_the_office_here_follows_the_person_to_the_end_of_the_day_and_the_one_there_from_it_on(
    moving_clock: Any,
) -> None:
    scene = a_scene()
    accepted(scene)
    tomorrow = clock.today() + timedelta(days=1)
    rows = Following.objects.filter(Q(ends_on=None) | Q(ends_on__gte=tomorrow), party=scene.person.pk)
    assert list(rows.values_list("office", flat=True)) == [scene.there.pk]
    there = an_actor(Role.ADVISER, scene.there)
    assert Party.objects.visible_to(there).filter(pk=scene.person.pk).exists()
    with clock.moved_to(tomorrow):
        assert not Party.objects.visible_to(scene.sender).filter(pk=scene.person.pk).exists()


def test_another_case_open_here_keeps_the_person_followed(moving_clock: Any) -> None:
    scene = a_scene()
    a_case(scene.here, scene.person.party, on=clock.today())
    accepted(scene)
    with clock.moved_to(clock.today() + timedelta(days=1)):
        assert Party.objects.visible_to(scene.sender).filter(pk=scene.person.pk).exists()


def test_nobody_of_the_sender_acts_on_it_after_not_even_by_reopening_it() -> None:
    scene = a_scene()
    accepted(scene)
    case = Case.objects.get(pk=scene.case.pk)
    for act in (
        lambda: cases.record_service(by=scene.sender, case=case, kind="advice", minutes=5),
        lambda: cases.add_plan_item(by=scene.sender, case=case, title="Encore"),
        lambda: cases.reopen_case(by=scene.sender, case=case, reason="Revient"),
    ):
        with pytest.raises(RuleBroken):
            act()
    assert Case.objects.get(pk=case.pk).is_closed


def test_the_programme_goes_along_where_the_partner_takes_part_in_it_alone() -> None:
    programmes = []
    for takes_part in (True, False):
        scene = a_scene()
        programme = a_programme()
        case = a_case(scene.here, scene.person.party, on=clock.today(), programme=programme)
        if takes_part:
            Partner.objects.create(programme=programme, organisation=scene.partner, role="lead")
        transfer = actions.prepare(
            by=scene.sender, case=case, receiver=scene.partner, along=["identity"], reason="Déménage"
        )
        programmes.append(transfer.programme_id == programme.pk)
    assert programmes == [True, False]


@pytest.mark.parametrize("field", ["office", "guichet", "adviser"])
def test_it_is_taken_over_only_at_a_place_and_by_somebody_of_the_partner(field: str) -> None:
    scene, other = a_scene(), a_scene()
    transfer = proposed(scene)
    wrong = {"office": other.there, "guichet": other.guichet, "adviser": other.adviser}[field]
    with pytest.raises((Refused, RuleBroken)):
        accepted(scene, transfer, **{field: wrong})
    assert Transfer.objects.get(pk=transfer.pk).status == "proposed"
    assert not Case.objects.get(pk=scene.case.pk).is_closed


def test_of_two_who_answer_the_first_wins_and_the_second_is_told() -> None:
    scene = a_scene()
    transfer = proposed(scene)
    seen = [Transfer.objects.get(pk=transfer.pk) for _ in range(3)]
    accepted(scene, seen[0])
    with pytest.raises(Conflict):
        accepted(scene, seen[1])
    with pytest.raises(Conflict):
        actions.decline(by=scene.taker, transfer=seen[2], reason="full")
    assert Case.objects.filter(party=scene.person.pk, organisation=scene.partner).count() == 1


def test_a_withdrawn_consent_stops_what_waits_and_nothing_that_was_taken_over() -> None:
    scene = a_scene()
    transfer = proposed(scene)
    read = Transfer.objects.get(pk=transfer.pk)
    actions.withdraw(by=scene.sender, transfer=transfer)
    transfer.refresh_from_db()
    assert (transfer.status, transfer.shared) == ("withdrawn", "")
    assert transfer.consent.withdrawn_at is not None
    with pytest.raises(Conflict):
        accepted(scene, read)
    assert not Case.objects.get(pk=scene.case.pk).is_closed
    again = accepted(scene)
    with pytest.raises(RuleBroken):
        actions.withdraw(by=scene.sender, transfer=again)


def test_a_declined_one_goes_on_here_with_its_reason_and_may_be_proposed_anew() -> None:
    scene = a_scene()
    transfer = proposed(scene)
    with pytest.raises(RuleBroken):
        actions.decline(by=scene.taker, transfer=transfer, reason="no idea")
    actions.decline(by=scene.taker, transfer=transfer, reason="territory", note="Voir Fès")
    transfer.refresh_from_db()
    assert (transfer.decline_reason, transfer.answer_note, transfer.shared) == ("territory", "Voir Fès", "")
    assert not Case.objects.get(pk=scene.case.pk).is_closed
    assert proposed(scene).status == "proposed"


def test_both_sides_find_it_in_the_story_of_the_person_and_nobody_else() -> None:
    scene = a_scene()
    accepted(scene)
    told = [len(entries(actor, [scene.person.pk])) for actor in (scene.sender, scene.taker)]
    assert told == [2, 2]
    assert entries(an_actor(Role.MONITORING, scene.here), [scene.person.pk]) == []


def test_the_person_is_told_what_went_along_and_is_forgotten_when_asked() -> None:
    scene = a_scene()
    transfer = proposed(scene, ["identity", "reason"])
    assert "Déménage" in str([holding.rows for holding in held(SYSTEM, scene.person.party)])
    actions.forget(scene.person.pk, SYSTEM)
    transfer.refresh_from_db()
    assert (transfer.shared, transfer.reason) == ("", "")
