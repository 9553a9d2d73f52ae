"""An application: who files it, what is asked of it, what it records."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from wasl.base.accounts.actions import redeem
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Role
from wasl.kernel.errors import Refused, RuleBroken
from wasl.services.calls import actions
from wasl.services.calls.actions.steps import PURPOSE
from wasl.services.calls.enums import ApplicationStatus, Outcome
from wasl.services.calls.models import Application, ApplicationMember
from wasl.services.calls.queries.eligibility import last_answers, lines_of, public_shortcomings, shortcomings
from wasl.services.calls.tests.factories import a_group, a_person, a_scene, an_application
from wasl.spine.facts.models import Fact
from wasl.spine.people import actions as people

pytestmark = pytest.mark.django_db


def test_the_desk_of_the_office_files_and_nobody_else() -> None:
    scene, elsewhere = a_scene(), a_scene()
    for role in Role:
        if role in (Role.RECEPTION, Role.ADVISER, Role.COORDINATOR):
            assert an_application(scene, by=scene.actor(role)).status == ApplicationStatus.ELIGIBLE
        else:
            with pytest.raises(Refused):
                an_application(scene, by=scene.actor(role))
    with pytest.raises(Refused):
        an_application(scene, by=elsewhere.actor(Role.COORDINATOR))


def test_filing_for_a_group_of_the_programme_stays_under_twenty_queries() -> None:
    scene = a_scene(regular_stay=True)
    an_application(scene)
    groups = [a_group(scene, size) for size in (3, 5)]
    zone = scene.call.zones.select_related("zone", "office").get()
    counts = []
    for group in groups:
        with CaptureQueriesContext(connection) as asked:
            actions.submit_application(
                by=SYSTEM,
                call=scene.call,
                zone=zone,
                party=group.party,
                title="Restauration",
                amount_requested=Decimal(30_000),
                everybody_consents=True,
            )
        counts.append(len([q for q in asked if "SAVEPOINT" not in q["sql"]]))
    assert counts[0] == counts[1] <= 20


def test_a_reference_counts_up_and_its_code_opens_the_application_alone() -> None:
    scene = a_scene()
    first = an_application(scene)
    assert first.reference == f"{scene.call.code}-0001"
    second, issued = actions.submit_application(
        by=SYSTEM, call=scene.call, zone=scene.call_zone, party=a_group(scene).party,
        title="Couture", amount_requested=Decimal(20_000), everybody_consents=True,
    )  # fmt: skip
    assert second.reference == f"{scene.call.code}-0002"
    assert issued.grant.object_id == str(second.pk)
    assert issued.grant.purpose == PURPOSE


def test_a_new_code_closes_the_one_before() -> None:
    scene = a_scene()
    application = an_application(scene)
    old = actions.renew_code(by=SYSTEM, application=application)
    new = actions.renew_code(by=scene.actor(Role.RECEPTION), application=application)
    with pytest.raises(Refused):
        redeem(purpose=PURPOSE, reference=application.reference, secret=old.secret, source="desk")
    grant = redeem(purpose=PURPOSE, reference=application.reference, secret=new.shown, source="desk")
    assert grant.object_id == str(application.pk)


def test_it_records_that_each_member_applied_for_the_programme_of_the_call() -> None:
    scene = a_scene()
    application = an_application(scene, group=a_group(scene, 4))
    fact = Fact.objects.get(kind="applied")
    assert (fact.source_kind, fact.source_id) == (PURPOSE, application.pk)
    assert fact.people.count() == 4
    assert fact.programmes.get().programme_id == scene.programme.pk
    assert fact.strand_id == scene.strand.pk


def test_the_office_follows_the_group_and_its_members_for_the_programme() -> None:
    scene = a_scene()
    application = an_application(scene, group=a_group(scene, followed=False))
    followed = application.party.followings.filter(programme=scene.programme, office=scene.office)
    assert followed.exists()


def test_a_group_of_two_is_not_eligible_and_the_reason_stands_in_three_languages() -> None:
    scene = a_scene()
    application = an_application(scene, group=a_group(scene, 2))
    assert (application.status, application.verdict) == (ApplicationStatus.INELIGIBLE, Outcome.NO)
    for language, words in (("fr", "de 3 à 5"), ("ar", "من 3 إلى 5"), ("en", "3 to 5")):
        lines = shortcomings(lines_of(last_answers(application), language=language))
        assert words in lines[0].text


def test_an_unknown_birth_date_is_a_missing_paper_never_a_yes() -> None:
    scene = a_scene()
    unknown = a_person(scene, birth_date=None, birth_precision="none")
    application = an_application(scene, group=a_group(scene, 3, [unknown]))
    assert (application.status, application.verdict) == (ApplicationStatus.INCOMPLETE, Outcome.MISSING)
    line = shortcomings(lines_of(last_answers(application), language="fr"))[0]
    assert line.paper == "Une pièce qui porte la date de naissance"


def test_an_evidence_that_nobody_provides_is_missing() -> None:
    scene = a_scene(published=False)
    condition = scene.call.rules.get(evidence="age")
    condition.evidence, condition.operator = "moon_walker", "is_yes"
    actions.save_condition(by=SYSTEM, call=scene.call, condition=condition)
    actions.publish_call(by=SYSTEM, call=scene.call)
    assert an_application(scene).verdict == Outcome.MISSING


def test_regular_stay_is_asked_only_in_the_zone_that_asks_for_it() -> None:
    strict, open_to_all = a_scene(regular_stay=True), a_scene()
    for scene, expected in ((strict, Outcome.NO), (open_to_all, Outcome.YES)):
        guest = a_person(scene, nationality="SN")
        people.record_residence(by=SYSTEM, person=guest, status="irregular", valid_from=date(2020, 1, 1))
        assert an_application(scene, group=a_group(scene, 3, [guest])).verdict == expected


def test_a_member_who_has_not_agreed_leaves_it_incomplete_until_he_does() -> None:
    scene = a_scene()
    group = a_group(scene, 3)
    application = an_application(scene, group=group, everybody_consents=False)
    assert application.status == ApplicationStatus.INCOMPLETE
    desk, adviser = scene.actor(Role.RECEPTION), scene.actor(Role.ADVISER)
    for member in application.members.all():
        actions.record_agreement(by=desk, application=application, person=member.person)
    with pytest.raises(Refused):
        actions.check_eligibility(by=desk, application=application)
    actions.check_eligibility(by=adviser, application=application)
    assert application.status == ApplicationStatus.ELIGIBLE
    assert [check.verdict for check in application.checks.all()] == [Outcome.MISSING, Outcome.YES]


def test_what_was_answered_at_filing_stays_as_it_was() -> None:
    scene = a_scene()
    unknown = a_person(scene, birth_date=None, birth_precision="none")
    application = an_application(scene, group=a_group(scene, 3, [unknown]))
    type(unknown).objects.filter(pk=unknown.pk).update(birth_date=date(1990, 1, 1), birth_precision="day")
    actions.check_eligibility(by=SYSTEM, application=application)
    first, second = application.checks.all()
    assert (first.verdict, second.verdict) == (Outcome.MISSING, Outcome.YES)


def test_eligibility_is_checked_again_before_signature_without_touching_the_status() -> None:
    scene = a_scene()
    group = a_group(scene, 3)
    application = an_application(scene, group=group)
    gone = group.members.first()
    assert gone is not None
    people.remove_member(
        by=SYSTEM, collective=group, person=gone.person, on=clock.today() - timedelta(days=1)
    )
    check = actions.check_at_signature(by=SYSTEM, application=application)
    assert (check.verdict, check.purpose) == (Outcome.NO, "signature")
    application.refresh_from_db()
    assert application.status == ApplicationStatus.ELIGIBLE


def test_amounts_dates_kind_and_zone_are_those_of_the_call() -> None:
    scene, other = a_scene(), a_scene()
    for values, code in (
        ({"amount": 9_999}, "low"),
        ({"amount": 40_001}, "high"),
        ({"on": scene.call.closes_on + timedelta(days=1)}, "closed"),
        ({"on": scene.call.opens_on - timedelta(days=1)}, "closed"),
    ):
        with pytest.raises(RuleBroken) as broken:
            an_application(scene, **values)
        assert broken.value.code == code
    person = a_person(scene)
    for party, zone, code in (
        (person.party, scene.call_zone, "applicant"),
        (a_group(scene).party, other.call_zone, "zone"),
    ):
        with pytest.raises(RuleBroken) as broken:
            actions.submit_application(
                by=SYSTEM,
                call=scene.call,
                zone=zone,
                party=party,
                title="x",
                amount_requested=Decimal(20_000),
            )
        assert broken.value.code == code


def test_nobody_stands_in_two_applications_of_one_call() -> None:
    scene = a_scene()
    shared = a_person(scene)
    first = an_application(scene, group=a_group(scene, 3, [shared]))
    with pytest.raises(RuleBroken) as broken:
        an_application(scene, group=a_group(scene, 3, [shared]))
    assert broken.value.code == "already"
    actions.withdraw(by=scene.actor(Role.ADVISER), application=first, reason="Le groupe se sépare")
    assert an_application(scene, group=a_group(scene, 3, [shared])).pk


def test_a_refused_filing_leaves_nothing_behind() -> None:
    scene = a_scene()
    with pytest.raises(RuleBroken):
        an_application(scene, amount=1)
    assert not Application.objects.exists()
    assert not ApplicationMember.objects.exists()
    assert not Fact.objects.exists()
    scene.call.refresh_from_db()
    assert scene.call.filed == 0


def test_an_application_is_seen_in_its_office_and_programme_alone() -> None:
    scene, elsewhere = a_scene(), a_scene()
    application = an_application(scene)
    for role in (Role.ADVISER, Role.FINANCE, Role.COORDINATOR, Role.AUDITOR):
        assert Application.objects.visible_to(scene.actor(role)).get() == application
        assert not Application.objects.visible_to(elsewhere.actor(role)).exists()
    for role in (Role.RECEPTION, Role.REVIEWER, Role.COMMITTEE, Role.DONOR, Role.PARTNER, Role.MONITORING):
        assert not Application.objects.visible_to(scene.actor(role)).exists()


def test_what_a_public_page_may_say_names_nobody() -> None:
    scene = a_scene()
    unknown = a_person(scene, birth_date=None, birth_precision="none", family_name="Secretname")
    application = an_application(scene, group=a_group(scene, 3, [unknown]), everybody_consents=False)
    lines = public_shortcomings(lines_of(last_answers(application), language="fr"))
    assert lines
    assert all("Secretname" not in f"{line.text}{line.paper}{line.reason}{line.who}" for line in lines)


def test_preselection_belongs_to_calls_with_a_first_round_and_to_the_coordinator() -> None:
    scene = a_scene(has_first_round=True)
    kept, left = an_application(scene), an_application(scene)
    with pytest.raises(Refused):
        actions.preselect(by=scene.actor(Role.ADVISER), applications=[kept])
    coordinator = scene.actor(Role.COORDINATOR)
    actions.preselect(by=coordinator, applications=[kept])
    with pytest.raises(RuleBroken):
        actions.preselect(by=coordinator, applications=[left], keep=False)
    actions.preselect(by=coordinator, applications=[left], keep=False, reason="Projet à mûrir")
    assert (kept.status, left.status) == ("preselected", "not_preselected")
    assert Fact.objects.filter(kind="preselected").count() == 1
    actions.preselect(by=coordinator, applications=[kept], keep=False, reason="Erreur de saisie")
    assert Fact.objects.standing().filter(kind="preselected").count() == 0
    single = a_scene()
    with pytest.raises(RuleBroken):
        actions.preselect(by=single.actor(Role.COORDINATOR), applications=[an_application(single)])
