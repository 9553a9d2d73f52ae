"""Following one's own work."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.support.signed_in import signed_in
from wasl.base.accounts.tests import factories
from wasl.base.network.models import Organisation
from wasl.kernel.actors import Actor, Role
from wasl.kernel.background.models import Run, State

pytestmark = pytest.mark.django_db


@pytest.fixture
def hub() -> Organisation:
    return factories.organisation("Hub")


def a_run(client: Client, **more: object) -> Run:
    run = Run(name="x", label="Counting people", **more)
    run.authored_by(Actor(id=int(client.session["_auth_user_id"]), label="Amina"))
    run.save()
    return run


def test_nobody_follows_the_work_of_another(hub: Organisation) -> None:
    amina, bilal = (signed_in(Role.RECEPTION, hub, language="en") for _ in range(2))
    run = a_run(amina)
    assert bilal.get(run.get_absolute_url()).status_code == 404
    assert "Counting people" not in bilal.get("/taches/").content.decode()
    assert Client().get(run.get_absolute_url()).status_code == 302


def test_ones_own_work_is_listed_and_followed(hub: Organisation) -> None:
    amina = signed_in(Role.RECEPTION, hub, language="en")
    assert "Nothing is being done for you" in amina.get("/taches/").content.decode()
    run = a_run(amina, state=State.RUNNING, done=30, total=120)
    assert "Counting people" in amina.get("/taches/").content.decode()
    page = amina.get(run.get_absolute_url()).content.decode()
    assert 'value="30"' in page
    assert 'max="120"' in page
    assert "every 1500ms" in page


def test_the_page_asks_no_more_once_the_work_has_ended(hub: Organisation) -> None:
    amina = signed_in(Role.RECEPTION, hub, language="en")
    run = a_run(amina, state=State.FAILED, error="The office was closed.", link="/back/")
    part = amina.get(run.get_absolute_url(), headers={"HX-Request": "true"}).content.decode()
    assert "The office was closed." in part
    assert "hx-get" not in part
    assert 'href="/back/"' in part
    assert "<html" not in part
