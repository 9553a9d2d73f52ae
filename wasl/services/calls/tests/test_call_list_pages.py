"""The lists of calls ask as much for thirty rows as for one and export as filtered; public pages are light."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from wasl.kernel.actors import Role
from wasl.services.calls import actions
from wasl.services.calls.tests.factories import (
    a_committee,
    a_group,
    a_scene,
    an_application,
    decided,
    marked,
    ranked,
)
from wasl.services.calls.tests.screens import as_role, signed_in

pytestmark = pytest.mark.django_db


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_a_list_asks_as_much_for_one_row_as_for_thirty() -> None:
    scene = a_scene()
    an_application(scene)
    client = as_role(scene, Role.COORDINATOR)
    first = marked(scene, an_application(scene))[0]
    reader = signed_in(first.reviewer)
    addresses = [
        (client, reverse("calls:applications")),
        (client, reverse("calls:list")),
        (reader, reverse("calls:reviews")),
    ]
    before = [queries_of(who, address) for who, address in addresses]
    for _ in range(29):
        application = an_application(scene)
        actions.assign_reviewer(
            by=scene.actor(Role.COORDINATOR), application=application, reviewer=first.reviewer
        )
    assert [queries_of(who, address) for who, address in addresses] == before


def test_the_committee_page_asks_as_much_for_two_lines_as_for_twelve() -> None:
    def asked(number: int) -> int:
        scene = a_scene()
        for _ in range(number):
            marked(scene, an_application(scene), 4, 4)
        committee, users = a_committee(scene)
        ranked(scene, committee)
        return queries_of(signed_in(users[0]), reverse("calls:committee", args=[scene.call.pk]))

    assert asked(2) == asked(12)


def test_applications_are_exported_as_filtered() -> None:
    scene = a_scene()
    an_application(scene, title="Premier")
    an_application(scene, group=a_group(scene, 2), title="Second")
    client = as_role(scene, Role.COORDINATOR)
    answer = client.get(reverse("calls:applications") + "?status=ineligible&export=csv")
    text = b"".join(answer.streaming_content).decode() if answer.streaming else answer.content.decode()  # type: ignore[attr-defined]
    assert "Second" in text
    assert "Premier" not in text


def test_the_public_pages_are_light_and_name_nobody() -> None:
    scene = a_scene()
    application = an_application(scene)
    decided(scene, [application])
    actions.announce_results(by=scene.actor(Role.COORDINATOR), call=scene.call)
    for address in (reverse("calls:public_list"), reverse("calls:public_call", args=[scene.call.code])):
        content = Client().get(address).content
        assert len(content) < 100_000
        for member in application.members.select_related("person"):
            assert member.person.family_name not in content.decode()


def test_a_draft_has_no_public_page() -> None:
    scene = a_scene(published=False)
    assert Client().get(reverse("calls:public_call", args=[scene.call.code])).status_code == 404
