"""An owner of files, a place to keep them, and people who may open them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from wasl.base.documents.slots import compartment_gates, file_owners
from wasl.kernel.actors import Actor, Grant, Role

OWNER = "documents.test_owner"
PRIVATE_OWNER = 666


def _may_open(actor: Actor, owner_id: int) -> bool:
    return actor.has(Role.ADVISER, Role.PROTECTION) and owner_id != PRIVATE_OWNER


@pytest.fixture(autouse=True)
def place(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture(autouse=True)
def owner() -> Iterator[str]:
    file_owners.fill(OWNER, _may_open)
    yield OWNER
    file_owners._items.pop(OWNER)


@pytest.fixture(autouse=True)
def opened(owner: str) -> Iterator[set[str]]:
    """The compartments that somebody has opened; the gate of the others stands at /gate/."""
    found: set[str] = set()
    compartment_gates.fill(owner, lambda actor, owner_id, code: None if code in found else f"/gate/{code}/")
    yield found
    compartment_gates._items.pop(owner)


@pytest.fixture
def adviser() -> Actor:
    return Actor(id=1, label="Amina", grants=(Grant(Role.ADVISER, 1),))
