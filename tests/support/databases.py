"""The nomenclatures in the test database, and which tests concern which database."""

from __future__ import annotations

import importlib
import importlib.util

import pytest
from django.conf import settings

LOADER = "wasl.base.reference.load"


def loader_exists() -> bool:
    try:
        return importlib.util.find_spec(LOADER) is not None
    except ModuleNotFoundError:
        return False


def load_reference() -> None:
    """Load countries, regions, sectors… as ``wasl init`` does."""
    if loader_exists():
        importlib.import_module(LOADER).load_reference()


def load_reference_if_empty() -> None:
    if not loader_exists():
        return
    models = importlib.import_module("wasl.base.reference.models")
    if not models.Country.objects.exists():
        load_reference()


def commits_for_real(request: pytest.FixtureRequest) -> bool:
    """Whether the test runs without the transaction that undoes everything at its end."""
    if {"transactional_db", "live_server", "django_db_serialized_rollback"} & set(request.fixturenames):
        return True
    marker = request.node.get_closest_marker("django_db")
    return marker is not None and bool(marker.kwargs.get("transaction"))


def leave_out_other_vendor(items: list[pytest.Item]) -> None:
    """Deselect what concerns only the database this run does not use."""
    vendor = "postgresql" if "postgresql" in settings.DATABASES["default"]["ENGINE"] else "sqlite"
    other = "postgresql_only" if vendor == "sqlite" else "sqlite_only"
    items[:] = [item for item in items if item.get_closest_marker(other) is None]
