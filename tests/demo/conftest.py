"""The whole demo, loaded once for the tests of this folder and undone after them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from wasl.config.demo import story
from wasl.kernel.installation import state


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The demo in the test database."""
    with django_db_blocker.unblock():
        state.forget()
        with transaction.atomic():
            story.load()
            yield
            transaction.set_rollback(True)
        state.forget()
