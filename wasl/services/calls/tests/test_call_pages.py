"""The screens of calls: who is refused, then the whole way of a call, each step by its role."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from wasl.base.accounts.models import User
from wasl.kernel import clock
from wasl.kernel.actors import Role
from wasl.services.calls import actions
from wasl.services.calls.models import Application, Call, Committee, Review
from wasl.services.calls.tests.factories import (
    Scene,
    a_committee,
    a_group,
    a_scene,
    an_application,
    approved,
    close,
    marked,
    ranked,
)
from wasl.services.calls.tests.screens import as_role, page, post, signed_in
from wasl.spine.funding.queries import line_in_force
from wasl.spine.funding.tests.factories import a_budget

pytestmark = pytest.mark.django_db


# ------------------------------------------------------------------ who is refused


@pytest.mark.parametrize(
    ("name", "roles"),
    [
        ("list", {Role.RECEPTION, Role.ADVISER, Role.REVIEWER, Role.COMMITTEE, Role.FINANCE, Role.MONITORING,
                  Role.COORDINATOR, Role.AUDITOR}),
        ("new", {Role.COORDINATOR}),
        ("applications", {Role.ADVISER, Role.FINANCE, Role.COORDINATOR, Role.AUDITOR, Role.REVIEWER, Role.COMMITTEE}),
        ("reviews", {Role.REVIEWER}),
        ("receipts", {Role.RECEPTION, Role.ADVISER, Role.COORDINATOR}),
    ],
)  # fmt: skip
def test_each_list_opens_to_its_roles_alone(name: str, roles: set[str]) -> None:
    scene = a_scene()
    assert Client().get(reverse(f"calls:{name}")).status_code == 302
    for role in Role:
        page(as_role(scene, role), name, status=200 if role in roles else 403)


def test_pages_of_another_organisation_are_not_found() -> None:
    scene, elsewhere = a_scene(published=False), a_scene()
    application = an_application(elsewhere)
    committee, _users = a_committee(elsewhere)
    coordinator = as_role(scene, Role.COORDINATOR)
    page(coordinator, "application", application.pk, status=404)
    page(coordinator, "committee", elsewhere.call.pk, status=404)
    page(coordinator, "edit", elsewhere.call.pk, status=404)
    page(as_role(elsewhere, Role.COORDINATOR), "call", scene.call.pk, status=404)
    page(as_role(elsewhere, Role.ADVISER), "file", scene.call.pk, status=404)
    assert committee.pk


def test_a_reader_in_conflict_is_shown_neither_the_file_nor_the_marks() -> None:
    scene = a_scene()
    application = an_application(scene, title="Projet secret")
    review = marked(scene, application)[0]
    client = signed_in(review.reviewer)
    assert "Projet secret" in page(client, "reviews")
    post(client, "conflict", application.pk, reason="Ma voisine")
    assert "Projet secret" not in page(client, "reviews")
    page(client, "review", review.pk, status=404)
    page(client, "application", application.pk, status=404)


def test_a_member_in_conflict_reads_a_closed_line_and_no_minutes() -> None:
    scene = a_scene()
    hidden, other = an_application(scene, title="Projet caché"), an_application(scene, title="Projet ouvert")
    marked(scene, hidden)
    marked(scene, other)
    committee, users = a_committee(scene)
    ranked(scene, committee)
    client = signed_in(users[2])
    post(client, "conflict", hidden.pk, reason="Associée")
    text = page(client, "committee", scene.call.pk)
    assert "Projet ouvert" in text
    assert "Projet caché" not in text
    assert hidden.reference not in text
    page(client, "application", hidden.pk, status=404)
    page(client, "settle", scene.call.pk, hidden.pk, status=404)
    committee.refresh_from_db()
    approved(committee, users)
    post(signed_in(users[0]), "decide", scene.call.pk, held_on=clock.today().strftime("%d/%m/%Y"))
    assert client.get(reverse("calls:minutes", args=[scene.call.pk])).status_code == 303
    assert signed_in(users[0]).get(reverse("calls:minutes", args=[scene.call.pk])).content.startswith(b"%PDF")


@pytest.mark.parametrize(("role", "opens"), [(Role.COORDINATOR, True), (Role.AUDITOR, False)])
def test_the_persons_of_an_application_are_links_for_those_who_may_open_them(role: str, opens: bool) -> None:
    scene = a_scene()
    application = an_application(scene)
    shown = page(as_role(scene, role), "application", application.pk)
    addresses = [application.party.get_absolute_url()]
    addresses += [one.person.get_absolute_url() for one in application.members.select_related("person")]
    assert [f'href="{address}"' in shown for address in addresses] == [opens] * len(addresses)


def test_a_call_names_its_budget_line_in_words() -> None:
    scene = a_scene(budget_line_code="6.1")
    a_budget(scene.programme, scene.office)
    line = line_in_force(scene.programme.pk, "6.1", clock.today())
    assert line is not None
    shown = page(as_role(scene, Role.COORDINATOR), "call", scene.call.pk)
    assert line.label in shown
    assert f"<bdi>{line.code}</bdi>" not in shown


def test_reception_hands_out_receipts_without_reading_files() -> None:
    scene = a_scene()
    application = an_application(scene)
    client = as_role(scene, Role.RECEPTION)
    page(client, "application", application.pk, status=403)
    assert application.reference in page(client, "receipt", application.pk)
    page(as_role(a_scene(), Role.RECEPTION), "receipt", application.pk, status=404)


# ------------------------------------------------------------------ the whole way


def sheet(scene: Scene, **changed: Any) -> dict[str, Any]:
    today = clock.today()
    zone = f"zone_{scene.zone.pk}_{scene.organisation.pk}"
    return {
        "code": "ESSAI-1",
        "title_fr": "Appel de l'essai",
        "office": scene.office.pk,
        "envelope": "100 000",
        "min_amount": "10 000",
        "max_amount": "40 000",
        "opens_on": today.strftime("%d/%m/%Y"),
        "closes_on": (today + timedelta(days=20)).strftime("%d/%m/%Y"),
        "applicants": ["collective"],
        "languages": ["fr", "ar"],
        "reviews_required": 2,
        "pass_mark": 60,
        zone: "open",
        f"{zone}_office": scene.office.pk,
        **changed,
    }


def test_a_coordinator_writes_a_call_from_the_template_and_publishes_it() -> None:
    scene = a_scene()
    client = as_role(scene, Role.COORDINATOR)
    assert "Work" not in page(client, "new")
    address = post(client, "new", programme=scene.programme.pk, kind="collective")
    assert address.endswith("/collective/")
    kept = post(
        client, "write", scene.programme.pk, "collective", status=200, **sheet(scene, envelope="beaucoup")
    )
    assert "Appel de l&#x27;essai" in kept
    post(client, "write", scene.programme.pk, "collective", **sheet(scene))
    call = Call.objects.get(code="ESSAI-1")
    assert (call.rules.count(), call.criteria.count(), call.zones.count()) == (2, 5, 1)
    text = page(client, "call", call.pk)
    assert "De 3 à 5" in text or "de 3 à 5" in text
    page(client, "preview", call.pk)
    post(client, "publish", call.pk)
    page(client, "preview", call.pk)
    call.refresh_from_db()
    assert call.status == "published"
    assert (
        "Appel de l&#x27;essai"
        in Client().get(reverse("calls:public_call", args=[call.code])).content.decode()
    )


def test_a_draft_is_changed_part_by_part() -> None:
    scene = a_scene(published=False)
    call, client = scene.call, as_role(scene, Role.COORDINATOR)
    page(client, "edit", call.pk)
    page(client, "zones", call.pk)
    zone = f"zone_{scene.zone.pk}_{scene.organisation.pk}"
    post(client, "zones", call.pk, **{zone: "regular", f"{zone}_office": scene.office.pk})
    assert call.rules.filter(evidence="residence_regular").exists()
    page(client, "condition_new", call.pk)
    wrong = {"text_fr": "Au moins deux femmes", "evidence": "collective_women", "operator": "at_least",
             "applies_to": "collective", "position": 9}  # fmt: skip
    post(client, "condition_new", call.pk, status=200, value="deux", **wrong)
    post(client, "condition_new", call.pk, value="2", **wrong)
    added = call.rules.get(evidence="collective_women")
    post(client, "remove", call.pk, "condition", added.pk)
    line = call.criteria.first()
    assert line is not None
    page(client, "criterion", call.pk, line.pk)
    post(
        client,
        "criterion",
        call.pk,
        line.pk,
        code=line.code,
        label_fr="Équipe",
        weight="20",
        max_points=5,
        position=0,
    )
    assert actions.faults_of(call) == ["weights"]
    text = page(client, "call", call.pk)
    assert "95" in text


def test_the_desk_files_for_a_group_and_hands_out_the_code_once() -> None:
    scene = a_scene()
    group = a_group(scene)
    client = as_role(scene, Role.RECEPTION)
    found = page(client, "file", scene.call.pk, query=f"?q={group.name.split()[-1]}")
    assert group.name in page(client, "file", scene.call.pk, query="?q=Groupe") or group.name in found
    page(client, "file", scene.call.pk, query=f"?party={group.pk}")
    data = {
        "title": "Cuisine de rue", "summary": "Plats à emporter", "legal_form": "sarl", "amount_requested": "30 000",
        "zone": scene.call_zone.pk, "language": "ar", "consenting": [m.person_id for m in group.members.all()],
    }  # fmt: skip
    address = reverse("calls:file", args=[scene.call.pk]) + f"?party={group.pk}"
    kept = client.post(address, {**data, "amount_requested": "300 000"}).content.decode()
    assert "Cuisine de rue" in kept
    answer = client.post(address, data)
    application = Application.objects.get()
    assert answer.headers["Location"] == reverse("calls:receipt", args=[application.pk])
    assert application.status == "eligible"
    shown = page(client, "receipt", application.pk)
    assert 'dir="ltr">' + application.reference in shown
    assert client.get(answer.headers["Location"] + "?format=pdf").content.startswith(b"%PDF")
    client.post(reverse("calls:put_away", args=[application.pk]))
    assert page(client, "receipt", application.pk) != shown


def test_from_the_reading_to_the_letter_each_step_by_its_role() -> None:
    scene = a_scene()
    applications = [an_application(scene, amount=40_000) for _ in range(3)]
    coordinator = as_role(scene, Role.COORDINATOR)
    readers = [scene.user(Role.REVIEWER) for _ in range(2)]
    page(coordinator, "spread", scene.call.pk)
    post(coordinator, "spread", scene.call.pk, reviewers=[user.pk for user in readers])
    page(coordinator, "assign", applications[0].pk)
    for user in readers:
        client = signed_in(user)
        for review in user_reviews(user):
            page(client, "review", review)
            marks = dict.fromkeys(scene.call.criteria.values_list("code", flat=True), "4")
            post(client, "review", review, status=200, **{**marks, "team": ""})
            post(client, "review", review, **marks, comment="Solide")
            page(client, "review", review)
    members = [scene.user(Role.COMMITTEE) for _ in range(2)]
    page(coordinator, "compose", scene.call.pk)
    post(
        coordinator, "compose", scene.call.pk, members=[m.pk for m in members], chair=members[0].pk, quorum=2
    )
    chair, other = signed_in(members[0]), signed_in(members[1])
    page(chair, "committee", scene.call.pk)
    close(scene)
    post(coordinator, "draw_up", scene.call.pk)
    seen = Committee.objects.get().ranking_version
    post(chair, "move", scene.call.pk, applications[2].pk, way="up", seen=seen)
    post(chair, "move", scene.call.pk, applications[2].pk, to=1, seen=seen + 1)
    stale = chair.post(reverse("calls:move", args=[scene.call.pk, applications[2].pk]), {"way": "down", "seen": seen},
                       follow=True).content.decode()  # fmt: skip
    assert "notice-danger" in stale
    page(chair, "settle", scene.call.pk, applications[0].pk)
    post(chair, "settle", scene.call.pk, applications[0].pk, amount="20 000")
    version = Committee.objects.get().ranking_version
    for client in (chair, other):
        post(client, "approve", scene.call.pk, seen=version)
    page(chair, "decide", scene.call.pk)
    post(chair, "decide", scene.call.pk, held_on=clock.today().strftime("%d/%m/%Y"))
    page(coordinator, "letter", applications[2].pk, status=404)
    post(coordinator, "announce", scene.call.pk)
    for application in applications:
        for language in ("fr", "ar", "en"):
            answer = coordinator.get(reverse("calls:letter", args=[application.pk]) + f"?langue={language}")
            assert answer.content.startswith(b"%PDF")
        page(coordinator, "application", application.pk)
    results = Client().get(reverse("calls:public_call", args=[scene.call.code])).content.decode()
    assert applications[2].reference in results


def user_reviews(user: User) -> list[int]:
    return list(Review.objects.filter(reviewer=user).order_by("pk").values_list("pk", flat=True))


def test_a_paper_is_kept_by_who_instructs_and_opened_by_who_reads() -> None:
    scene = a_scene()
    application = an_application(scene, title="Avec devis")
    review = marked(scene, application)[0]
    page(as_role(scene, Role.FINANCE), "attach", application.pk, status=403)
    adviser = as_role(scene, Role.ADVISER)
    page(adviser, "attach", application.pk)
    upload = SimpleUploadedFile("devis.pdf", b"%PDF-1.4\n%%EOF\n", content_type="application/pdf")
    post(adviser, "attach", application.pk, kind="proof", file=upload)
    status = SimpleUploadedFile("carte.pdf", b"%PDF-1.4\n%%EOF\n\n", content_type="application/pdf")
    post(adviser, "attach", application.pk, kind="residence", file=status)
    closed = page(adviser, "application", application.pk)
    assert "carte.pdf" not in closed
    gate = reverse("rights:gate", args=[application.party_id, "status"])
    assert gate in closed
    adviser.post(gate, {"reason": "papers", "words": "vérification de la carte montrée"})
    assert "carte.pdf" in page(adviser, "application", application.pk)
    shown = page(signed_in(review.reviewer), "review", review.pk)
    assert "devis.pdf" in shown
    assert "carte.pdf" not in shown
