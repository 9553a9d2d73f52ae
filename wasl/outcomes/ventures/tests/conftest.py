"""A place for papers, and an office."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from wasl.base.network.models import Office
from wasl.base.procedures.load import load_parameters
from wasl.spine.people.tests.factories import an_office


@pytest.fixture(autouse=True)
def _place(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def office(db: None) -> Office:
    return an_office()


@pytest.fixture
def parameters(db: None) -> None:
    """The dated legal parameters that ship with the product."""
    load_parameters()
