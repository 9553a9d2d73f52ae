"""Reading an application: two readers who do not know each other's marks, and nobody in conflict of interest."""

from __future__ import annotations

from decimal import Decimal

import pytest

from wasl.base.accounts.models import User
from wasl.base.accounts.queries import actor_for
from wasl.kernel.actors import SYSTEM, Role
from wasl.kernel.errors import Refused, RuleBroken
from wasl.services.calls import actions
from wasl.services.calls.enums import ConflictKind, ReviewStatus
from wasl.services.calls.models import Application, Conflict, Review
from wasl.services.calls.queries.ranking import conflict_kind, marks, reviews_of
from wasl.services.calls.tests.factories import Scene, a_group, a_person, a_scene, an_application, marked
from wasl.spine.people import actions as people

pytestmark = pytest.mark.django_db


def points(scene: Scene, value: str = "3") -> dict[str, Decimal]:
    return {criterion.code: Decimal(value) for criterion in scene.call.criteria.all()}


def test_only_the_coordinator_assigns_and_only_reviewers_of_the_programme_read() -> None:
    scene = a_scene()
    application, reviewer = an_application(scene), scene.user(Role.REVIEWER)
    for role in (Role.ADVISER, Role.REVIEWER, Role.COMMITTEE, Role.FINANCE):
        with pytest.raises(Refused):
            actions.assign_reviewer(by=scene.actor(role), application=application, reviewer=reviewer)
    coordinator = scene.actor(Role.COORDINATOR)
    with pytest.raises(RuleBroken) as broken:
        actions.assign_reviewer(by=coordinator, application=application, reviewer=scene.user(Role.ADVISER))
    assert broken.value.code == "role"
    actions.assign_reviewer(by=coordinator, application=application, reviewer=reviewer)
    with pytest.raises(RuleBroken):
        actions.assign_reviewer(by=coordinator, application=application, reviewer=reviewer)


def test_marks_are_given_once_by_the_reader_himself_to_every_criterion() -> None:
    scene = a_scene()
    application, reviewer, other = an_application(scene), scene.user(Role.REVIEWER), scene.user(Role.REVIEWER)
    review = actions.assign_reviewer(by=SYSTEM, application=application, reviewer=reviewer)
    with pytest.raises(Refused):
        actions.submit_review(by=actor_for(other), review=review, points=points(scene))
    mine = actor_for(reviewer)
    for wrong in ({}, points(scene, "6"), points(scene, "2.3"), points(scene, "-1")):
        with pytest.raises(RuleBroken) as broken:
            actions.submit_review(by=mine, review=review, points=wrong)
        assert broken.value.field == "team"
    actions.submit_review(by=mine, review=review, points=points(scene, "3.5"))
    assert review.total == Decimal("70.00")
    with pytest.raises(RuleBroken):
        actions.submit_review(by=mine, review=review, points=points(scene))


def test_a_reader_sees_his_own_files_and_never_the_others_marks() -> None:
    scene = a_scene()
    application, hidden = an_application(scene), an_application(scene)
    mine = actor_for(marked(scene, application, 4)[0].reviewer)
    assert list(Application.objects.visible_to(mine)) == [application]
    assert not Application.objects.marks_visible_to(mine).exists()
    assert [review.application for review in reviews_of(mine)] == [application]
    assert hidden not in Application.objects.visible_to(mine)


def conflicts_of(scene: Scene) -> list[tuple[User, Application, ConflictKind]]:
    """One reviewer per kind of computed conflict, each with the application on which it stands."""
    member, filer, coach = scene.user(Role.REVIEWER), scene.user(Role.REVIEWER), scene.user(Role.REVIEWER)
    own, coached, as_person = a_person(scene), a_person(scene), a_person(scene)
    kin, as_sister = a_person(scene), a_person(scene)
    sister = scene.user(Role.REVIEWER)
    people.declare_staff_person(by=SYSTEM, user=sister, person=as_sister)
    people.tie(by=SYSTEM, party=as_sister.party, other=kin.party, kind="kin", relation="sibling")
    people.declare_staff_person(by=SYSTEM, user=member, person=own)
    people.declare_staff_person(by=SYSTEM, user=coach, person=as_person)
    people.tie(by=SYSTEM, party=coached.party, other=as_person.party, kind="coach")
    first = an_application(scene, group=a_group(scene, 3, [own]))
    second = an_application(scene, group=a_group(scene, 3, [coached]))
    fourth = an_application(scene, group=a_group(scene, 3, [kin]))
    third = an_application(scene)
    Application.objects.filter(pk=third.pk).update(created_by_id=filer.pk)
    return [
        (member, first, ConflictKind.SAME_PERSON),
        (coach, second, ConflictKind.ADVISER),
        (sister, fourth, ConflictKind.FAMILY),
        (filer, third, ConflictKind.INSTRUCTOR),
    ]


def test_a_conflict_is_computed_for_the_member_the_coach_the_family_and_who_filed() -> None:
    scene = a_scene()
    for user, application, kind in conflicts_of(scene):
        assert conflict_kind(application, user.pk) == kind
        with pytest.raises(RuleBroken) as broken:
            actions.assign_reviewer(by=SYSTEM, application=application, reviewer=user)
        assert broken.value.code == "conflict"


def test_a_conflict_that_appears_after_the_assignment_closes_the_file_at_once() -> None:
    scene = a_scene()
    for user, application, _kind in conflicts_of(scene):
        review = Review.objects.create(application=application, reviewer=user)
        actor = actor_for(user)
        assert not Application.objects.visible_to(actor).filter(pk=application.pk).exists()
        assert reviews_of(actor) == []
        with pytest.raises(Refused):
            actions.submit_review(by=actor, review=review, points=points(scene))


def test_a_declared_conflict_closes_the_file_and_takes_back_the_marks() -> None:
    scene = a_scene()
    application = an_application(scene)
    first, second = marked(scene, application, 5, 3)
    actor = actor_for(first.reviewer)
    with pytest.raises(RuleBroken):
        actions.declare_conflict(by=actor, application=application, reason=" ")
    actions.declare_conflict(by=actor, application=application, reason="Mon cousin")
    first.refresh_from_db()
    assert first.status == ReviewStatus.DECLINED
    assert not Application.objects.visible_to(actor).exists()
    found = marks([application], scene.call)[application.pk]
    assert (found.reviews, found.mark) == (1, second.total)
    with pytest.raises(RuleBroken):
        actions.assign_reviewer(by=SYSTEM, application=application, reviewer=first.reviewer)


def test_nobody_declares_a_conflict_on_what_he_does_not_judge() -> None:
    scene = a_scene()
    application = an_application(scene)
    with pytest.raises(Refused):
        actions.declare_conflict(by=scene.actor(Role.REVIEWER), application=application, reason="Voisin")
    assert not Conflict.objects.exists()


def test_readings_are_shared_evenly_and_never_with_somebody_in_conflict() -> None:
    scene = a_scene()
    cases = conflicts_of(scene)
    for _ in range(4):
        an_application(scene)
    reviewers = [user for user, _application, _kind in cases]
    made = actions.spread_reviewers(by=scene.actor(Role.COORDINATOR), call=scene.call, reviewers=reviewers)
    assert made == 16
    loads = sorted(Review.objects.filter(reviewer=user).count() for user in reviewers)
    assert loads[-1] - loads[0] <= 1
    for user, application, _kind in cases:
        assert not Review.objects.filter(reviewer=user, application=application).exists()
    assert actions.spread_reviewers(by=SYSTEM, call=scene.call, reviewers=reviewers) == 0


def test_an_application_that_is_not_eligible_is_not_read() -> None:
    scene = a_scene()
    application = an_application(scene, group=a_group(scene, 2))
    with pytest.raises(RuleBroken) as broken:
        actions.assign_reviewer(by=SYSTEM, application=application, reviewer=scene.user(Role.REVIEWER))
    assert broken.value.code == "status"


def test_readers_far_apart_are_shown_as_such() -> None:
    scene = a_scene()
    close, apart = an_application(scene), an_application(scene)
    marked(scene, close, 4, 4)
    marked(scene, apart, 5, 3)
    found = marks([close, apart], scene.call)
    assert not found[close.pk].diverging
    assert found[apart.pk].diverging
    assert found[apart.pk].mark == Decimal("80.00")
