"""The committee: its own ranking, the envelope, the votes, the decision, the reserve list."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from wasl.base.accounts.queries import actor_for
from wasl.base.accounts.tests.factories import membership
from wasl.base.audit.models import Entry
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Role
from wasl.kernel.errors import Conflict, Refused, RuleBroken
from wasl.services.calls import actions
from wasl.services.calls.enums import DecisionOutcome, Placing
from wasl.services.calls.models import Application, Call, Decision
from wasl.services.calls.queries.ranking import left_in_envelope, ranking
from wasl.services.calls.tests.factories import (
    a_committee,
    a_scene,
    an_application,
    approved,
    close,
    decided,
    marked,
    ranked,
)
from wasl.spine.facts.models import Fact

pytestmark = pytest.mark.django_db


def test_only_the_coordinator_composes_and_only_members_act_on_the_ranking() -> None:
    scene = a_scene()
    application = an_application(scene)
    marked(scene, application)
    users = [scene.user(Role.COMMITTEE) for _ in range(2)]
    for role in (Role.ADVISER, Role.COMMITTEE, Role.FINANCE, Role.REVIEWER):
        with pytest.raises(Refused):
            actions.compose_committee(by=scene.actor(role), call=scene.call, members=users, chair=users[0])
    coordinator = scene.actor(Role.COORDINATOR)
    committee = actions.compose_committee(by=coordinator, call=scene.call, members=users, chair=users[0])
    ranked(scene, committee)
    for stranger in (coordinator, scene.actor(Role.FINANCE), actor_for(scene.user(Role.COMMITTEE))):
        for act in (
            lambda by: actions.move_in_ranking(by=by, committee=committee, application=application, step=1),
            lambda by: actions.approve_ranking(by=by, committee=committee),
            lambda by: actions.decide(by=by, committee=committee),
        ):
            with pytest.raises(Refused):
                act(stranger)


def test_who_reads_does_not_decide() -> None:
    scene = a_scene()
    reader = marked(scene, an_application(scene))[0].reviewer
    membership(reader, Role.COMMITTEE, scene.organisation)
    other = scene.user(Role.COMMITTEE)
    with pytest.raises(RuleBroken) as broken:
        actions.compose_committee(by=SYSTEM, call=scene.call, members=[reader, other], chair=other)
    assert broken.value.code == "reviewer"
    membership(other, Role.REVIEWER, scene.organisation)
    actions.compose_committee(by=SYSTEM, call=scene.call, members=[other], chair=other, quorum=1)
    with pytest.raises(RuleBroken) as broken:
        actions.assign_reviewer(by=SYSTEM, application=an_application(scene), reviewer=other)
    assert broken.value.code == "committee"


def test_the_ranking_waits_for_the_closing_day_and_for_every_reading() -> None:
    scene = a_scene()
    application = an_application(scene)
    committee, _users = a_committee(scene)
    with pytest.raises(RuleBroken) as broken:
        actions.draw_up_ranking(by=SYSTEM, committee=committee)
    assert broken.value.code == "open"
    close(scene)
    committee.call.refresh_from_db()
    with pytest.raises(RuleBroken) as broken:
        actions.draw_up_ranking(by=SYSTEM, committee=committee)
    assert broken.value.code == "reviews"
    assert application.reference in str(broken.value)


def test_the_ranking_begins_with_the_marks_and_then_belongs_to_the_committee() -> None:
    scene = a_scene()
    weak, strong = an_application(scene), an_application(scene)
    marked(scene, weak, 3, 3)
    marked(scene, strong, 5, 5)
    committee, users = a_committee(scene)
    ranked(scene, committee)
    order = list(committee.entries.values_list("application_id", flat=True))
    assert order == [strong.pk, weak.pk]
    after = actions.move_in_ranking(by=actor_for(users[1]), committee=committee, application=weak, step=-1)
    assert after == [weak.pk, strong.pk]


def test_a_change_voids_the_approvals_and_who_looks_at_an_old_ranking_is_told() -> None:
    scene = a_scene()
    application = an_application(scene)
    marked(scene, application)
    committee, users = a_committee(scene)
    ranked(scene, committee)
    approved(committee, users)
    committee.refresh_from_db()
    seen = committee.ranking_version
    member = actor_for(users[0])
    actions.settle_entry(
        by=member, committee=committee, application=application, amount=Decimal(20_000), seen=seen
    )
    with pytest.raises(Conflict):
        actions.approve_ranking(by=member, committee=committee, seen=seen)
    with pytest.raises(RuleBroken) as broken:
        actions.decide(by=member, committee=committee)
    assert broken.value.code == "quorum"


def test_an_amount_stays_between_the_smallest_of_the_call_and_what_was_asked() -> None:
    scene = a_scene()
    application = an_application(scene, amount=30_000)
    marked(scene, application)
    committee, users = a_committee(scene)
    ranked(scene, committee)
    for amount in (9_999, 30_001, 0):
        with pytest.raises(RuleBroken):
            actions.settle_entry(
                by=actor_for(users[0]), committee=committee, application=application, amount=Decimal(amount)
            )
    with pytest.raises(RuleBroken):
        actions.settle_entry(
            by=actor_for(users[0]), committee=committee, application=application,
            amount=Decimal(20_000), set_aside=True,
        )  # fmt: skip


def test_a_member_in_conflict_neither_sees_nor_moves_nor_counts() -> None:
    scene = a_scene()
    application, other = an_application(scene), an_application(scene)
    marked(scene, application)
    marked(scene, other)
    committee, users = a_committee(scene, size=2, quorum=2)
    ranked(scene, committee)
    mine = actor_for(users[1])
    actions.declare_conflict(by=mine, application=application, reason="Associé d'un membre")
    assert not Application.objects.visible_to(mine).filter(pk=application.pk).exists()
    committee.refresh_from_db()
    shown = {row.entry.application_id: row.hidden for row in ranking(committee, mine).rows}
    assert shown == {application.pk: True, other.pk: False}
    for act in (
        lambda: actions.move_in_ranking(by=mine, committee=committee, application=application, step=1),
        lambda: actions.settle_entry(
            by=mine, committee=committee, application=application, amount=Decimal(20_000)
        ),
    ):
        with pytest.raises(Refused):
            act()
    approved(committee, users)
    with pytest.raises(RuleBroken) as broken:
        actions.decide(by=actor_for(users[0]), committee=committee)
    assert broken.value.code == "quorum"
    assert application.reference in str(broken.value)


def test_the_decision_follows_the_ranking_under_the_envelope_and_says_who_was_passed_over() -> None:
    scene = a_scene(envelope=Decimal(60_000))
    first = an_application(scene, amount=40_000)
    second = an_application(scene, amount=30_000)
    third = an_application(scene, amount=20_000)
    weak = an_application(scene, amount=10_000)
    for application, value in ((first, 5), (second, 4), (third, 3), (weak, 1)):
        marked(scene, application, value, value)
    decided(scene, [first, second, third, weak])
    statuses = [a.status for a in (first, second, third, weak)]
    assert statuses == ["selected", "reserve", "selected", "rejected"]
    by_key = {d.application_id: d for d in Decision.objects.all()}
    assert by_key[third.pk].passed_over == [second.pk]
    assert by_key[second.pk].reserve_position == 1
    assert by_key[weak.pk].placing == Placing.THRESHOLD
    assert by_key[weak.pk].shortfalls == ["viability", "total"]
    facts = Fact.objects.filter(kind="selected")
    assert {f.amount_mad for f in facts} == {Decimal(40_000), Decimal(20_000)}
    assert all(f.people.count() == 3 for f in facts)


def test_only_the_chair_closes_the_sitting_and_only_once() -> None:
    scene = a_scene()
    application = an_application(scene)
    marked(scene, application)
    committee, users = a_committee(scene)
    ranked(scene, committee)
    approved(committee, users)
    with pytest.raises(Refused):
        actions.decide(by=actor_for(users[1]), committee=committee)
    actions.decide(by=actor_for(users[0]), committee=committee)
    with pytest.raises(RuleBroken):
        actions.decide(by=actor_for(users[0]), committee=committee)
    with pytest.raises(RuleBroken):
        actions.move_in_ranking(by=actor_for(users[0]), committee=committee, application=application, step=1)


def test_the_applicant_reads_the_decision_only_once_the_results_are_published() -> None:
    scene = a_scene()
    application = an_application(scene)
    decided(scene, [application])
    application = Application.objects.get(pk=application.pk)
    assert str(application.public_label()) == "En cours d’examen" or application.public_tone() == "info"
    with pytest.raises(Refused):
        actions.announce_results(by=scene.actor(Role.COMMITTEE), call=scene.call)
    actions.announce_results(by=scene.actor(Role.COORDINATOR), call=scene.call)
    application = Application.objects.get(pk=application.pk)
    assert application.public_tone() == "success"


def test_a_selection_given_back_goes_to_the_first_of_the_reserve_that_fits() -> None:
    scene = a_scene(envelope=Decimal(40_000))
    winner = an_application(scene, amount=40_000)
    big = an_application(scene, amount=40_000)
    small = an_application(scene, amount=10_000)
    for application, value in ((winner, 5), (big, 4), (small, 3)):
        marked(scene, application, value, value)
    decided(scene, [winner, big, small])
    coordinator = scene.actor(Role.COORDINATOR)
    with pytest.raises(RuleBroken) as broken:
        actions.promote_reserve(by=coordinator, application=big, reason="")
    assert broken.value.code == "envelope"
    actions.withdraw(by=coordinator, application=winner, reason="Départ du Maroc")
    assert left_in_envelope(scene.call) == Decimal(40_000)
    with pytest.raises(RuleBroken) as broken:
        actions.promote_reserve(by=coordinator, application=small, reason="")
    assert broken.value.code == "order"
    actions.promote_reserve(by=coordinator, application=big, reason="Désistement")
    assert left_in_envelope(scene.call) == 0
    assert Fact.objects.filter(kind="selected").count() == 2


def test_a_reserve_list_ends_on_its_day() -> None:
    scene = a_scene(envelope=Decimal(40_000))
    winner, reserve = an_application(scene, amount=40_000), an_application(scene, amount=40_000)
    decided(scene, [winner, reserve])
    waiting = reserve if reserve.status == "reserve" else winner
    given = winner if waiting is reserve else reserve
    scene.call.reserve.valid_until = clock.today() - timedelta(days=1)
    scene.call.reserve.save()
    actions.withdraw(by=SYSTEM, application=given, reason="Désistement")
    with pytest.raises(RuleBroken) as broken:
        actions.promote_reserve(by=SYSTEM, application=waiting, reason="")
    assert broken.value.code == "expired"


class TestInvariants(TestCase):
    """Whatever the committee does, the envelope holds and its own ranking is followed."""

    @settings(max_examples=8, suppress_health_check=list(HealthCheck))
    @given(
        amounts=st.lists(st.integers(10, 40), min_size=2, max_size=5),
        envelope=st.integers(40, 120),
        moves=st.lists(st.tuples(st.integers(0, 4), st.integers(-3, 3)), max_size=4),
        most=st.one_of(st.none(), st.integers(1, 3)),
    )
    def test_committee_never_exceeds_the_envelope_and_keeps_its_ranking(
        self, amounts: list[int], envelope: int, moves: list[tuple[int, int]], most: int | None
    ) -> None:
        scene = a_scene(envelope=Decimal(envelope * 1000), max_grants=most)
        applications = [an_application(scene, amount=amount * 1000) for amount in amounts]
        for application in applications:
            marked(scene, application)
        committee, users = a_committee(scene, size=2)
        ranked(scene, committee)
        for which, step in moves:
            actions.move_in_ranking(
                by=actor_for(users[0]),
                committee=committee,
                application=applications[which % len(applications)],
                step=step,
            )
        order = list(committee.entries.values_list("application_id", flat=True))
        approved(committee, users)
        actions.decide(by=actor_for(users[0]), committee=committee)
        rows = list(Decision.objects.filter(committee=committee).order_by("rank"))
        assert [d.application_id for d in rows] == order
        chosen = [d for d in rows if d.outcome == DecisionOutcome.SELECTED]
        assert sum(d.amount for d in chosen) <= Call.objects.get(pk=scene.call.pk).envelope
        assert most is None or len(chosen) <= most
        asked = {a.pk: a.amount_requested for a in applications}
        for left_out in (d for d in rows if d.outcome == DecisionOutcome.RESERVE):
            below = [d for d in chosen if d.rank > left_out.rank]
            assert all(d.amount < asked[left_out.application_id] for d in below)


def test_whoever_opens_the_ranking_stands_in_the_journal_with_the_applications_named() -> None:
    scene = a_scene()
    application = an_application(scene)
    marked(scene, application, 4, 4)
    committee, users = a_committee(scene)
    ranked(scene, committee)
    client = Client()
    client.force_login(users[0])
    assert client.get(reverse("calls:committee", args=[scene.call.pk])).status_code == 200
    entry = Entry.objects.filter(verb="calls.list", actor_id=users[0].pk).latest("pk")
    assert entry.objects_text.split() == [str(application.pk)]
