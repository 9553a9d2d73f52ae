"""A call decided: two groups selected, a budget, and the people who handle the money."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from pytest_django import Settings

from wasl.kernel.actors import SYSTEM, Actor, Role
from wasl.services.calls import actions as calls
from wasl.services.calls.models import Application
from wasl.services.calls.tests import factories
from wasl.services.calls.tests.factories import Scene
from wasl.spine.funding.tests.factories import a_budget


@dataclass
class Decided:
    scene: Scene
    chosen: Application
    refused: Application
    finance: Actor
    coordinator: Actor


@pytest.fixture(autouse=True)
def _place(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def decided(db: None) -> Decided:
    """One application selected with 30,000 MAD, one set aside by the number of grants; results published."""
    scene = factories.a_scene(budget_line_code="6.1", max_grants=1)
    a_budget(scene.programme, scene.office)
    chosen = factories.an_application(scene, title="Atelier Teranga", legal_form="cooperative")
    refused = factories.an_application(scene, title="Snack du port")
    factories.marked(scene, chosen, 5, 5)
    factories.marked(scene, refused, 3, 3)
    factories.decided(scene, [chosen, refused])
    calls.announce_results(by=SYSTEM, call=scene.call)
    for application in (chosen, refused):
        application.refresh_from_db()
        application.call.refresh_from_db()
    return Decided(scene, chosen, refused, scene.actor(Role.FINANCE), scene.actor(Role.COORDINATOR))
