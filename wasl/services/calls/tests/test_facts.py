"""What calls record can be rebuilt from their own records, and what they know can be asked."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Role
from wasl.services.calls import actions, demo
from wasl.services.calls.actions.forgetting import forget
from wasl.services.calls.models import Application
from wasl.services.calls.queries import presenting
from wasl.services.calls.queries.eligibility import last_answers
from wasl.services.calls.tests.factories import a_group, a_person, a_scene, an_application, decided, marked
from wasl.spine.facts.queries import verify
from wasl.spine.people.evidence import ask

pytestmark = pytest.mark.django_db


def test_facts_verify_finds_no_difference_along_the_whole_way() -> None:
    scene = a_scene(has_first_round=True, envelope=Decimal(40_000))
    applications = [an_application(scene, amount=40_000) for _ in range(3)]
    dropped = an_application(scene)
    actions.preselect(by=SYSTEM, applications=applications)
    actions.preselect(by=SYSTEM, applications=[dropped])
    actions.preselect(by=SYSTEM, applications=[dropped], keep=False, reason="Erreur")
    for application, points in zip(applications, (5, 4, 3), strict=True):
        marked(scene, application, points, points)
    decided(scene, applications)
    assert verify().ok
    actions.withdraw(by=SYSTEM, application=applications[0], reason="Départ")
    waiting = Application.objects.get(pk=applications[1].pk)
    actions.promote_reserve(by=SYSTEM, application=waiting, reason="Désistement")
    assert verify().ok
    kinds = [fact.kind for fact in presenting.expected_selections()]
    assert kinds == ["selected", "selected"]


def test_having_been_selected_is_an_evidence_for_the_next_call() -> None:
    scene = a_scene()
    member = a_person(scene)
    application = an_application(scene, group=a_group(scene, 3, [member]))
    today = clock.today()
    assert ask("selected_in_calls", member.party, today).value == 0
    decided(scene, [application])
    assert ask("selected_in_calls", member.party, today).value == 1
    assert ask("selected_in_calls", application.party, today).value == 1
    assert ask("selected_in_calls", member.party, today - timedelta(days=1)).value == 0


def test_an_erased_person_leaves_nothing_of_himself_in_the_frozen_answers() -> None:
    scene = a_scene()
    unknown = a_person(scene, birth_date=None, birth_precision="none", family_name="Effacer")
    application = an_application(scene, group=a_group(scene, 3, [unknown]))
    assert "Effacer" in str(last_answers(application))
    forget(unknown.pk, SYSTEM)
    assert "Effacer" not in str(last_answers(application))
    application.refresh_from_db()
    assert application.verdict == "missing"


def test_the_timeline_of_a_member_shows_the_application_to_who_may_read_it() -> None:
    scene, elsewhere = a_scene(), a_scene()
    application = an_application(scene)
    party = application.members.get(pk=application.members.first().pk).person_id  # type: ignore[union-attr]
    assert [entry.text for entry in presenting.timeline(scene.actor(Role.ADVISER), [party])] == [
        scene.call.title
    ]
    assert presenting.timeline(elsewhere.actor(Role.ADVISER), [party]) == []


def test_the_demo_opens_a_call_today() -> None:
    scene = a_scene(published=False)
    zone = actions.ZoneChoice(scene.zone, scene.organisation, scene.office, regular_stay=True)
    call = demo.open_call(
        by=scene.actor(Role.COORDINATOR),
        programme=scene.programme,
        office=scene.office,
        zones=[zone],
        code="DEMO-1",
    )
    assert presenting.open_calls() == [call]
    assert all((call.title_fr, call.title_ar, call.title_en))
