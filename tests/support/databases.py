"""The nomenclatures in the test database, and which tests concern which database."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase

from wasl.base.reference import load
from wasl.kernel import append_only


def load_reference() -> None:
    """Load countries, regions, sectors… as ``wasl init`` does."""
    load.load_reference()


def let_tests_empty_their_tables() -> None:
    """After a test that commits: empty every table, those that only grow too, and load the nomenclatures again."""
    teardown = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def lifted_teardown(self: TransactionTestCase) -> None:
        with append_only.lifted(connection):
            teardown(self)
        load_reference()

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
