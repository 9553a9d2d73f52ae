"""What the desk and who sits reach: receipts, codes, agreements, conflicts of interest."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from wasl.base.audit.models import Entry
from wasl.kernel import clock
from wasl.kernel.actors import Role
from wasl.services.calls.tests.factories import a_committee, a_scene, an_application, decided, marked, ranked
from wasl.services.calls.tests.screens import as_role, page, post, signed_in

pytestmark = pytest.mark.django_db


def test_the_list_of_receipts_says_what_the_bearer_may_know_and_nothing_else() -> None:
    scene, elsewhere = a_scene(), a_scene()
    application, other = an_application(scene, title="Projet retenu"), an_application(elsewhere)
    decided(scene, [application])
    text = page(as_role(scene, Role.RECEPTION), "receipts")
    assert application.reference in text
    assert application.party.label in text
    assert reverse("calls:receipt", args=[application.pk]) in text
    assert other.reference not in text
    for kept in ("Projet retenu", "30 000", application.get_status_display()):
        assert kept not in text
    assert reverse("calls:receipts") in page(as_role(scene, Role.RECEPTION), "list")
    assert reverse("calls:receipts") not in page(as_role(scene, Role.FINANCE), "list")
    assert f"{reverse('calls:receipts')}?call=" in page(as_role(scene, Role.RECEPTION), "call", scene.call.pk)


@pytest.mark.parametrize(("name", "role"), [("receipts", Role.RECEPTION), ("applications", Role.COORDINATOR)])
def test_whom_a_list_named_stands_in_the_journal(name: str, role: Role) -> None:
    scene = a_scene()
    shown = [an_application(scene) for _ in range(2)]
    page(as_role(scene, role), name)
    entry = Entry.objects.get(verb="calls.list")
    assert sorted(entry.objects_text.split()) == sorted(str(one.pk) for one in shown)


def test_the_list_of_receipts_asks_as_much_for_one_as_for_thirty() -> None:
    scene = a_scene()
    client = as_role(scene, Role.RECEPTION)
    counts = []
    for more in (1, 6):
        for _ in range(more):
            an_application(scene)
        with CaptureQueriesContext(connection) as asked:
            page(client, "receipts")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_reception_writes_down_that_a_member_agrees_later_and_hands_out_a_new_code() -> None:
    scene, elsewhere = a_scene(), a_scene()
    application = an_application(scene, everybody_consents=False)
    member = application.members.select_related("person").first()
    assert member is not None
    client = as_role(scene, Role.RECEPTION)
    stranger = as_role(elsewhere, Role.RECEPTION)
    post(stranger, "agree", application.pk, member.person_id, status=404)
    post(stranger, "renew", application.pk, status=404)
    assert member.person.label in page(client, "receipt", application.pk)
    back = post(client, "agree", application.pk, member.person_id)
    assert back == reverse("calls:receipt", args=[application.pk])
    assert member.person.label not in page(client, "receipt", application.pk)
    member.refresh_from_db()
    assert member.consented_on == clock.today()
    post(client, "renew", application.pk, status=302)
    assert client.session["calls_codes"][str(application.pk)] in page(client, "receipt", application.pk)


def test_who_sits_declares_a_conflict_from_the_committee_and_from_the_application() -> None:
    scene = a_scene()
    application = an_application(scene)
    marked(scene, application)
    committee, users = a_committee(scene)
    member, address = signed_in(users[1]), reverse("calls:conflict", args=[application.pk])
    assert address not in page(as_role(scene, Role.ADVISER), "application", application.pk)
    assert address not in page(as_role(scene, Role.COORDINATOR), "application", application.pk)
    assert address in page(member, "application", application.pk)
    assert reverse("calls:applications") in page(member, "committee", scene.call.pk)
    ranked(scene, committee)
    assert address in page(member, "committee", scene.call.pk)
    assert address not in page(as_role(scene, Role.COORDINATOR), "committee", scene.call.pk)
    back = post(member, "conflict", application.pk, reason="Cousine")
    assert back == reverse("calls:committee", args=[scene.call.pk])
    assert address not in page(member, "committee", scene.call.pk)
