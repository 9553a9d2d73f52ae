"""Who writes a call, and what its publication promises."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Role
from wasl.kernel.errors import Conflict, Refused, RuleBroken
from wasl.services.calls import actions
from wasl.services.calls.enums import CallStatus
from wasl.services.calls.models import Call, EligibilityRule
from wasl.services.calls.queries.presenting import closed_calls, open_calls
from wasl.services.calls.tests.factories import a_committee, a_scene, an_application, marked

pytestmark = pytest.mark.django_db


def test_only_the_coordinator_of_the_programme_at_the_office_writes_a_call() -> None:
    scene, elsewhere = a_scene(published=False), a_scene()
    strangers = [scene.actor(role) for role in Role if role != Role.COORDINATOR]
    for actor in [*strangers, elsewhere.actor(Role.COORDINATOR)]:
        with pytest.raises(Refused):
            actions.publish_call(by=actor, call=scene.call)
        with pytest.raises(Refused):
            actions.update_call(by=actor, call=scene.call, expected=1, values={"title_fr": "Autre"})
    actions.publish_call(by=scene.actor(Role.COORDINATOR), call=scene.call)
    assert Call.objects.get(pk=scene.call.pk).status == CallStatus.PUBLISHED


def test_a_new_call_starts_from_a_template_whose_weights_add_up() -> None:
    call = a_scene(published=False).call
    assert sum(call.criteria.values_list("weight", flat=True)) == 100
    assert set(call.rules.values_list("evidence", flat=True)) == {"collective_size", "age"}
    assert all(rule.text_ar and rule.text_en for rule in call.rules.all())
    assert actions.faults_of(call) == []


def test_the_condition_of_regular_stay_is_laid_down_for_the_zones_that_ask_for_it() -> None:
    call = a_scene(published=False, regular_stay=True).call
    rule = EligibilityRule.objects.get(call=call, evidence="residence_regular")
    assert rule.zone == call.zones.get()


def test_a_call_that_is_not_complete_is_not_published() -> None:
    call = a_scene(published=False).call
    call.criteria.get(code="impact").delete()
    call.zones.all().delete()
    assert actions.faults_of(call) == ["zones", "weights"]
    with pytest.raises(RuleBroken) as broken:
        actions.publish_call(by=SYSTEM, call=call)
    assert broken.value.code == "zones"


def test_publication_freezes_what_the_call_says() -> None:
    scene = a_scene()
    content = scene.call.versions.get().content
    assert content["envelope"] == "100000"
    assert {line["evidence"] for line in content["conditions"]} == {"collective_size", "age"}
    assert len(content["criteria"]) == 5


def test_once_published_conditions_and_rubric_no_longer_change() -> None:
    scene = a_scene()
    rule = scene.call.rules.first()
    assert rule is not None
    for act in (
        lambda: actions.save_condition(by=SYSTEM, call=scene.call, condition=rule),
        lambda: actions.remove_part(by=SYSTEM, call=scene.call, part=rule),
        lambda: actions.set_zones(by=SYSTEM, call=scene.call, zones=[]),
        lambda: actions.update_call(by=SYSTEM, call=scene.call, expected=2, values={"title_fr": "x"}),
    ):
        with pytest.raises(RuleBroken) as broken:
            act()
        assert broken.value.code == "published"


def test_the_closing_day_is_put_off_with_a_reason_and_never_brought_forward() -> None:
    scene = a_scene()
    application = an_application(scene)
    later = scene.call.closes_on + timedelta(days=7)
    with pytest.raises(RuleBroken):
        actions.amend_call(by=SYSTEM, call=scene.call, note="", closes_on=later)
    with pytest.raises(RuleBroken) as broken:
        actions.amend_call(by=SYSTEM, call=scene.call, note="x", closes_on=clock.today())
    assert broken.value.code == "earlier"
    scene.call.refresh_from_db()
    second = actions.amend_call(by=SYSTEM, call=scene.call, note="Fête de l'Aïd", closes_on=later)
    assert second.number == 2
    assert application.call_version.number == 1
    assert an_application(scene).call_version.number == 2


def test_the_reception_is_closed_on_the_last_day_alone_and_then_nobody_applies() -> None:
    before = a_scene()
    with pytest.raises(RuleBroken) as broken:
        actions.close_reception(by=SYSTEM, call=before.call, note="Trop tôt")
    assert broken.value.code == "early"
    scene = a_scene(closes_on=clock.today())
    an_application(scene)
    with pytest.raises(RuleBroken) as broken:
        actions.close_reception(by=SYSTEM, call=scene.call, note=" ")
    assert broken.value.field == "reason"
    version = actions.close_reception(by=SYSTEM, call=scene.call, note="Fermeture du bureau")
    assert (version.number, version.note) == (2, "Fermeture du bureau")
    assert scene.call.pk not in {call.pk for call in open_calls()}
    assert scene.call.pk in {call.pk for call in closed_calls()}
    for act in (
        lambda: an_application(scene),
        lambda: actions.close_reception(by=SYSTEM, call=scene.call, note="Encore"),
    ):
        with pytest.raises(RuleBroken):
            act()
    actions.amend_call(
        by=SYSTEM, call=scene.call, note="Rouvert", closes_on=clock.today() + timedelta(days=1)
    )
    an_application(scene)


def test_the_committee_ranks_as_soon_as_the_reception_is_closed() -> None:
    scene = a_scene(closes_on=clock.today())
    marked(scene, an_application(scene))
    committee, _users = a_committee(scene)
    with pytest.raises(RuleBroken) as broken:
        actions.draw_up_ranking(by=SYSTEM, committee=committee)
    assert broken.value.code == "open"
    actions.close_reception(by=SYSTEM, call=scene.call, note="Fermeture du bureau")
    assert len(actions.draw_up_ranking(by=SYSTEM, committee=committee)) == 1


def test_who_saves_a_draft_after_somebody_else_is_told() -> None:
    scene = a_scene(published=False)
    mine, theirs = Call.objects.get(pk=scene.call.pk), Call.objects.get(pk=scene.call.pk)
    actions.update_call(by=SYSTEM, call=theirs, expected=theirs.version, values={"contact": "0522"})
    with pytest.raises(Conflict):
        actions.update_call(by=SYSTEM, call=mine, expected=mine.version, values={"contact": "0537"})


def test_amounts_and_dates_stand_in_order() -> None:
    for fault, code in (
        ({"min_amount": Decimal(50_000)}, "limits"),
        ({"max_amount": Decimal(200_000)}, "envelope"),
        ({"closes_on": clock.today() - timedelta(days=30)}, "dates"),
    ):
        with pytest.raises(RuleBroken) as broken:
            a_scene(**fault)
        assert broken.value.code == code


def test_two_calls_never_share_a_code() -> None:
    a_scene(code="W4L-2022")
    with pytest.raises(RuleBroken) as broken:
        a_scene(code="w4l-2022")
    assert broken.value.code == "code_taken"


def test_a_call_is_cancelled_with_its_reason_and_takes_no_application_any_more() -> None:
    scene = a_scene()
    with pytest.raises(RuleBroken):
        actions.cancel_call(by=SYSTEM, call=scene.call, reason=" ")
    actions.cancel_call(by=scene.actor(Role.COORDINATOR), call=scene.call, reason="Budget retiré")
    with pytest.raises(RuleBroken) as broken:
        an_application(scene)
    assert broken.value.code == "closed"


def test_a_draft_is_seen_by_those_who_write_it_alone() -> None:
    scene = a_scene(published=False)
    assert not Call.objects.visible_to(scene.actor(Role.ADVISER)).exists()
    assert Call.objects.visible_to(scene.actor(Role.COORDINATOR)).exists()
    actions.publish_call(by=SYSTEM, call=scene.call)
    assert Call.objects.visible_to(scene.actor(Role.ADVISER)).exists()
    assert not Call.objects.visible_to(scene.actor(Role.DONOR)).exists()
