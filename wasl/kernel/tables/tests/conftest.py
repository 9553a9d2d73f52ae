"""A table over runs (the kernel's own rows with absent days, ties and texts) and a way to ask for its pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.test import RequestFactory

from wasl.kernel.actors import SYSTEM
from wasl.kernel.background.models import Run, State
from wasl.kernel.tables import ChoiceFilter, Column, DateFilter, SearchFilter, Table, respond

START = datetime(2021, 1, 1, 9, tzinfo=UTC)


class RunTable(Table):
    columns = [
        Column("name", "Name", value=lambda r: r.name, href=lambda r: f"/run/{r.pk}/", sort="name"),
        Column("done", "Done", value=lambda r: r.done, kind="number", sort=("done", "-name")),
        Column("started", "Started", value=lambda r: r.started_at, kind="datetime", sort="started_at"),
        Column(
            "state",
            "State",
            value=lambda r: (r.state, r.get_state_display()),
            kind="status",
            sort=("state", "started_at"),
        ),
        Column("label", "Label", value=lambda r: r.label, default=False),
    ]
    filters = [
        SearchFilter("q", "Search", field="name"),
        ChoiceFilter("state", "State", choices=State.choices),
        DateFilter("from", "From", field="started_at", lookup="gte"),
        DateFilter("to", "Until", field="started_at", lookup="lte"),
    ]
    default_sort = "name"
    export_name = "runs"
    page_size = 3


def run(
    name: str = "a", *, done: int = 0, days: int | None = None, state: str = "done", label: str = ""
) -> Run:
    """A run; `days` after START or never started."""
    started = None if days is None else START + timedelta(days=days)
    return Run(name=name, done=done, started_at=started, state=state, label=label or name)


@pytest.fixture
def ask() -> Callable[..., HttpResponseBase]:
    """Ask for the list at an address: `ask("?sort=-done")`, over all runs unless told otherwise."""

    def asked(
        query: str = "", *, table: type[Table] = RunTable, rows: QuerySet[Run] | None = None, **options: Any
    ) -> HttpResponseBase:
        return respond(
            request_for(query), table, Run.objects.all() if rows is None else rows, title="Runs", **options
        )

    return asked


def request_for(query: str = "", *, session: SessionStore | None = None) -> HttpRequest:
    request = RequestFactory().get(f"/list/{query}")
    request.session = session if session is not None else SessionStore()
    request.actor = SYSTEM  # type: ignore[attr-defined]
    return request
