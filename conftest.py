"""What every test of Wasl stands on.

- the nomenclatures (countries, regions, sectors…) are in the test database, once;
- a name that a template of ours does not know fails the test, see tests.support.template_names;
- a page that asks the database once per row fails the test;
- ``moving_clock`` lets a test choose its date; hypothesis answers the same on every machine.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from types import ModuleType
from typing import TYPE_CHECKING

import hypothesis
import pytest

from tests.support import browser, databases, n_plus_one, template_names
from wasl.config.catalogues.places import all_units
from wasl.config.catalogues.store import compile_stale
from wasl.kernel import clock

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from pytest_django.live_server_helper import LiveServer
    from pytest_django.plugin import DjangoDbBlocker

hypothesis.settings.register_profile("wasl", deadline=None, database=None, derandomize=True, max_examples=60)
hypothesis.settings.register_profile("thorough", deadline=None, database=None, max_examples=1000)
hypothesis.settings.load_profile(os.environ.get("WASL_HYPOTHESIS", "wasl"))

template_names.refuse_unknown_names()
databases.let_tests_empty_their_tables()

PAGE_WORDS = ("page", "view", "screen")


def pytest_configure(config: pytest.Config) -> None:
    """Translations are compiled when a catalogue is newer; once, not by every worker of pytest-xdist."""
    if not hasattr(config, "workerinput"):
        compile_stale(all_units())


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark by file name the tests that ask for pages, so that the PostgreSQL group can leave them out."""
    for item in items:
        stem = item.path.stem
        if stem.startswith("test_") and any(word in stem for word in PAGE_WORDS):
            item.add_marker(pytest.mark.pages)
    databases.leave_out_other_vendor(items)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The test database, with the nomenclatures in it."""
    with django_db_blocker.unblock():
        databases.load_reference()


@pytest.fixture(autouse=True)
def _one_query_per_question(monkeypatch: pytest.MonkeyPatch) -> None:
    n_plus_one.watch_pages(monkeypatch)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser of the session."""
    with browser.a_chromium() as program:
        yield program


@pytest.fixture
def desk(chromium: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A staff member's screen on the site, signed out."""
    with browser.a_screen(chromium, local(live_server), browser.DESK) as page:
        yield page


@pytest.fixture
def phone(chromium: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A cheap phone's screen on the site, signed out."""
    with browser.a_screen(chromium, local(live_server), browser.PHONE) as page:
        yield page


def local(server: LiveServer) -> str:
    return server.url.replace("127.0.0.1", "localhost")


@pytest.fixture
def moving_clock() -> Iterator[ModuleType]:
    """``wasl.kernel.clock``, allowed to move: ``with moving_clock.moved_to(date(2021, 3, 1)): …``."""
    clock.permit(in_a_test)
    yield clock
    clock.forbid(in_a_test)


def in_a_test() -> bool:
    return True
