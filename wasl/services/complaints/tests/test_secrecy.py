"""Whoever is not protection never learns that a sensitive complaint exists; nobody reads one about themselves."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from wasl.base.accounts.models import User
from wasl.base.accounts.queries import actor_for
from wasl.base.audit.models import Entry
from wasl.base.messaging.models import Message
from wasl.base.network.models import Office
from wasl.kernel import clock
from wasl.kernel.actors import Actor, Grant, Role
from wasl.kernel.errors import Conflict, Refused, RuleBroken
from wasl.services.complaints import actions, queries, rules
from wasl.services.complaints.models import Complaint
from wasl.services.complaints.tests.factories import a_complaint, an_actor, an_office, given, staff
from wasl.services.complaints.work import hand_over, held

OTHERS = [role for role in Role if role != Role.PROTECTION]
SENSITIVE = sorted(rules.SENSITIVE)
STEPS = ["acknowledge", "examine", "answer", "note", "assign", "rate"]


def learned(actor: Actor) -> dict[str, Any]:
    """All that this actor can learn of complaints, by any way."""
    year = clock.today().replace(month=1, day=1)
    figures = queries.figures(actor, since=year, until=clock.today())
    return {
        "list": list(Complaint.objects.visible_to(actor).values_list("reference", flat=True)),
        "late": Complaint.objects.visible_to(actor).late().count(),
        "figures": (
            figures.whole.given,
            figures.whole.late,
            [(group.label, group.given, group.days) for group in [*figures.kinds, *figures.offices]],
            figures.satisfied,
        ),
        "messages": list(Message.objects.visible_to(actor).values_list("pk", flat=True)),
        "journal": list(Entry.objects.visible_to(actor).values_list("pk", flat=True)),
    }


class WhatOthersLearn(TestCase):
    """A world of one office; a sensitive complaint goes its whole way, and nothing changes for anybody else."""

    @settings(max_examples=6)
    @drawn(
        everywhere=st.booleans(),
        kind=st.sampled_from(SENSITIVE),
        way=st.sampled_from(["", "sms", "email"]),
        steps=st.lists(st.sampled_from(STEPS), max_size=5),
    )
    def test_a_sensitive_complaint_changes_nothing_that_another_role_can_see(
        self, everywhere: bool, kind: str, way: str, steps: list[str]
    ) -> None:
        office = an_office()
        offices = None if everywhere else frozenset({office.pk})
        others = [
            Actor(90_000 + number, role, (Grant(role, office.organisation_id, offices),))
            for number, role in enumerate(OTHERS)
        ]
        officer = staff(Role.PROTECTION, office)
        a_complaint(office)
        before, count = [learned(one) for one in others], held(office.organisation_id, officer)
        contact = {"": "", "sms": "0612345678", "email": "awa@example.org"}[way]
        complaint, issued = given(office, kind, answer_way=way, contact=contact)
        for step in steps:
            self.do(step, complaint, actor_for(officer), officer, issued.grant)
        actions.escalate_late()
        assert [learned(one) for one in others] == before
        assert held(office.organisation_id, officer) == count
        for one in others:
            with pytest.raises(Refused), transaction.atomic():
                actions.examine(by=one, complaint=complaint)

    def do(self, step: str, complaint: Complaint, by: Actor, user: User, grant: Any) -> None:
        known: dict[str, dict[str, Any]] = {
            "answer": {"text": "Réponse"},
            "note": {"text": "Note"},
            "assign": {"to": user},
        }
        with suppress(RuleBroken, Conflict), transaction.atomic():  # a step that is not possible here
            if step == "rate":
                actions.rate(grant=grant, complaint=complaint, satisfied="yes")
            else:
                getattr(actions, step)(by=by, complaint=complaint, **known.get(step, {}))


@pytest.fixture
def office() -> Office:
    return an_office()


@pytest.mark.django_db
def test_protection_of_the_office_finds_it_and_reads_its_journal(office: Office) -> None:
    officer = an_actor(Role.PROTECTION, office)
    complaint = a_complaint(office, "abuse")
    assert list(Complaint.objects.visible_to(officer)) == [complaint]
    assert learned(officer)["figures"][0] == 1
    assert Entry.objects.visible_to(officer).filter(verb="complaints.give").count() == 1
    assert not Complaint.objects.visible_to(an_actor(Role.PROTECTION, an_office())).exists()


@pytest.mark.django_db
def test_an_officer_of_two_houses_sees_nothing_in_the_one_where_they_only_administer(office: Office) -> None:
    other = an_office()
    both = Actor(
        90_002,
        "both",
        (Grant(Role.PROTECTION, other.organisation_id), Grant(Role.ADMINISTRATOR, office.organisation_id)),
    )
    before = learned(both)
    a_complaint(office, "corruption")
    assert learned(both) == before


@pytest.mark.django_db
def test_one_about_protection_is_for_the_coordination_and_hidden_from_protection(office: Office) -> None:
    officer, coordinator = an_actor(Role.PROTECTION, office), an_actor(Role.COORDINATOR, office)
    before = learned(officer)
    complaint = a_complaint(office, "conduct", about="protection", answer_way="sms", contact="0612345678")
    actions.answer(by=coordinator, complaint=complaint, text="Réponse")
    assert learned(officer) == before
    assert list(Complaint.objects.visible_to(coordinator)) == [complaint]
    assert Message.objects.visible_to(coordinator).count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["complaint", "abuse"])
def test_whom_it_is_about_never_finds_it_whatever_their_role(office: Office, kind: str) -> None:
    about, second = staff(Role.PROTECTION, office), staff(Role.PROTECTION, office)
    before = learned(actor_for(about))
    complaint = a_complaint(office, kind, about_users=[about], answer_way="sms", contact="0612345678")
    actions.answer(by=actor_for(second), complaint=complaint, text="Réponse")
    assert learned(actor_for(about)) == before
    with pytest.raises(Refused):
        actions.note(by=actor_for(about), complaint=complaint, text="Effacer")
    with pytest.raises(RuleBroken):
        actions.assign(by=actor_for(second), complaint=complaint, to=about)


@pytest.mark.django_db
def test_the_only_officer_steps_aside_and_the_coordination_reads_it(office: Office) -> None:
    officer = staff(Role.PROTECTION, office)
    complaint = a_complaint(office, "conduct")
    with pytest.raises(RuleBroken):
        actions.keep_from(by=actor_for(officer), complaint=complaint, user=officer)
    coordinator = an_actor(Role.COORDINATOR, office)
    assert not Complaint.objects.visible_to(coordinator).exists()
    actions.keep_from(by=actor_for(officer), complaint=complaint, user=officer)
    assert list(Complaint.objects.visible_to(coordinator)) == [complaint]
    assert not Complaint.objects.visible_to(actor_for(officer)).exists()


@pytest.mark.django_db
def test_with_a_second_officer_it_stays_with_protection(office: Office) -> None:
    officer, second = staff(Role.PROTECTION, office), an_actor(Role.PROTECTION, office)
    coordinator = an_actor(Role.COORDINATOR, office)
    complaint = a_complaint(office, "conduct")
    actions.keep_from(by=second, complaint=complaint, user=officer)
    assert not Complaint.objects.visible_to(coordinator).exists()
    assert list(Complaint.objects.visible_to(second)) == [complaint]


@pytest.mark.django_db
def test_an_ordinary_one_found_to_be_sensitive_is_hidden_from_then_on(office: Office) -> None:
    handler, coordinator = staff(Role.ADVISER, office), an_actor(Role.COORDINATOR, office)
    complaint = a_complaint(office, answer_way="sms", contact="0612345678")
    before = learned(coordinator)
    actions.assign(by=coordinator, complaint=complaint, to=handler)
    actions.acknowledge(by=actor_for(handler), complaint=complaint)
    assert Message.objects.visible_to(coordinator).count() == 1
    actions.classify(by=coordinator, complaint=complaint, kind="corruption")
    assert complaint.handler is None
    for actor in (coordinator, actor_for(handler), an_actor(Role.AUDITOR, office)):
        told = learned(actor)
        assert (told["list"], told["messages"], told["figures"][0]) == ([], [], 0)
        names = f" {complaint.reference} "
        assert not Entry.objects.visible_to(actor).filter(objects_text=names).exists()
    assert before["list"] == [complaint.reference]
    with pytest.raises(Refused):
        actions.classify(by=coordinator, complaint=complaint, kind="complaint")


@pytest.mark.django_db
def test_somebody_who_is_given_an_ordinary_one_reads_that_one_alone(office: Office) -> None:
    adviser = staff(Role.ADVISER, office)
    mine, _other = a_complaint(office), a_complaint(office)
    assert not Complaint.objects.visible_to(actor_for(adviser)).exists()
    actions.assign(by=an_actor(Role.COORDINATOR, office), complaint=mine, to=adviser)
    assert list(Complaint.objects.visible_to(actor_for(adviser))) == [mine]
    with pytest.raises(Refused):
        actions.classify(by=actor_for(adviser), complaint=mine, kind="abuse")


@pytest.mark.django_db
def test_whoever_leaves_hands_over_the_ordinary_ones_and_the_others_go_back_silently(office: Office) -> None:
    officer, second = staff(Role.PROTECTION, office), staff(Role.PROTECTION, office)
    one, secret = a_complaint(office), a_complaint(office, "data")
    for complaint in (one, secret):
        actions.assign(by=actor_for(second), complaint=complaint, to=officer)
    assert held(office.organisation_id, officer) == 1
    administrator = an_actor(Role.ADMINISTRATOR, office)
    assert hand_over(administrator, office.organisation_id, officer, second, clock.today()) == 1
    one.refresh_from_db()
    secret.refresh_from_db()
    assert (one.handler, secret.handler) == (second, None)


@pytest.mark.django_db
def test_the_check_names_a_house_without_protection_and_no_complaint(office: Office) -> None:
    name = office.organisation.name
    before = str(queries.somebody_protects().text)
    a_complaint(office, "conduct")
    assert name in before == str(queries.somebody_protects().text)
    staff(Role.PROTECTION, office)
    assert name not in str(queries.somebody_protects().text)
