"""A place for proofs, and one small world of money."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from wasl.spine.funding.tests.factories import World, a_world


@pytest.fixture(autouse=True)
def _place(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def world(db: None) -> World:
    """A programme with its budget, a beneficiary, and three people of finance and coordination."""
    return a_world()
