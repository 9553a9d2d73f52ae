"""The nomenclatures in the test database, and which tests concern which database."""

from __future__ import annotations

import importlib
import importlib.util

import pytest
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase

from wasl.kernel import append_only

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


def let_tests_empty_their_tables() -> None:
    """Tables that only grow refuse to be emptied; what empties them after a test that commits lifts that."""
    teardown = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def lifted_teardown(self: TransactionTestCase) -> None:
        with append_only.lifted(connection):
            teardown(self)

    TransactionTestCase._fixture_teardown = lifted_teardown  # type: ignore[attr-defined]


def leave_out_other_vendor(items: list[pytest.Item]) -> None:
    """Keep what concerns the database of this run; on PostgreSQL only what touches the database at all."""
    on_postgresql = "postgresql" in settings.DATABASES["default"]["ENGINE"]
    other = "sqlite_only" if on_postgresql else "postgresql_only"
    items[:] = [
        item
        for item in items
        if item.get_closest_marker(other) is None and (touches_database(item) or not on_postgresql)
    ]


def touches_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    marked = any(item.get_closest_marker(name) for name in ("django_db", "postgresql_only"))
    return marked or bool(fixtures & {"db", "transactional_db", "live_server"})
