"""Pages put end to end are the whole list, whatever the data, the sort, the filter and the direction."""

from __future__ import annotations

import base64
import json
import math
from typing import Any

import pytest
from django.db.models import Count, F, Value
from django.db.models.functions import NullIf
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from wasl.kernel.background.models import Run
from wasl.kernel.tables import keyset
from wasl.kernel.tables.tests.conftest import RunTable, request_for, run

pytestmark = pytest.mark.django_db

RUNS = st.lists(
    st.builds(
        run,
        st.sampled_from(["a", "b", "B", "é", "ع", "", "'", "z z"]),
        done=st.integers(0, 3),
        days=st.none() | st.integers(0, 2),
        state=st.sampled_from(["done", "failed"]),
        label=st.sampled_from(["", "x", "y"]),
    ),
    max_size=14,
)
SORTS = st.sampled_from(["", *(sign + c.code for c in RunTable.columns if c.keys for sign in ("", "-"))])
FILTERS = st.sampled_from(["", "&state=done", "&q=b", "&from=02/01/2021", "&to=02/01/2021&state=failed"])


def fill(runs: list[Run]) -> None:
    Run.objects.all().delete()
    Run.objects.bulk_create(runs)


def walk(query: str) -> list[list[int]]:
    """The keys of every page, following "more" to the end."""
    pages = []
    while True:
        table = RunTable(request_for(query), Run.objects.all())
        pages.append([row.pk for row in table.rows])
        if not table.next_url:
            return pages
        query = table.next_url


@given(runs=RUNS, sort=SORTS, narrowed=FILTERS)
def test_pages_end_to_end_are_the_whole_sorted_list(runs: list[Run], sort: str, narrowed: str) -> None:
    fill(runs)
    query = f"?sort={sort}{narrowed}"
    whole = [record.pk for record in RunTable(request_for(query), Run.objects.all()).records()]
    pages = walk(query)
    assert [pk for page in pages for pk in page] == whole
    assert sorted(whole) == sorted(
        RunTable(request_for(query), Run.objects.all()).filtered.values_list("pk", flat=True)
    )
    assert all(len(page) == RunTable.page_size for page in pages[:-1])


@given(runs=RUNS, sort=SORTS)
def test_going_back_finds_the_pages_one_came_by(runs: list[Run], sort: str) -> None:
    fill(runs)
    forward = walk(f"?sort={sort}")
    query, back = f"?sort={sort}", []
    while next_url := RunTable(request_for(query), Run.objects.all()).next_url:
        query = next_url
    while previous := RunTable(request_for(query), Run.objects.all()).previous_url:
        query = previous
        back.append([row.pk for row in RunTable(request_for(query), Run.objects.all()).rows])
    whole = [pk for page in forward[:-1] for pk in page]
    assert [pk for page in reversed(back) for pk in page] == whole


@given(runs=RUNS, descending=st.booleans())
def test_an_annotation_that_may_be_absent_sorts_too(runs: list[Run], descending: bool) -> None:
    fill(runs)
    rows = Run.objects.annotate(place=NullIf("label", Value("")), many=Count("pk"))
    keys = keyset.keys_for(rows, ["place", "-many"], descending=descending)
    found, cursor = [], None
    while True:
        page = keyset.page(rows, keys, 2, cursor)
        found += [record.pk for record in page.records]
        if page.following is None:
            break
        cursor = keyset.decode(keyset.encode(page.following), len(keys))
    order = F("place").desc(nulls_last=True) if descending else F("place").asc(nulls_last=True)
    ways = ("many", "-pk") if descending else ("-many", "pk")
    assert found == list(rows.order_by(order, *ways).values_list("pk", flat=True))


def test_absent_values_come_last_in_both_directions() -> None:
    fill([run("never"), run("first", days=0), run("second", days=1)])
    for sort, expected in (
        ("started", ["first", "second", "never"]),
        ("-started", ["second", "first", "never"]),
    ):
        table = RunTable(request_for(f"?sort={sort}"), Run.objects.all())
        assert [record.name for record in table.page.records] == expected


@given(text=st.text(max_size=40))
def test_an_address_made_up_by_hand_begins_at_the_first_row(text: str) -> None:
    fill([run("a"), run("b")])
    query = QueryDict(mutable=True)
    query["at"] = text
    table = RunTable(request_for(f"?{query.urlencode()}"), Run.objects.all())
    assert [row.record.name for row in table.rows] == ["a", "b"]


@pytest.mark.parametrize("sort", ["name", "done", "started"])
@pytest.mark.parametrize(
    "value",
    [
        math.inf,
        math.nan,
        10**30,
        "a\0",
        ["m", "NaN"],
        ["t", "0001-01-01T00:00:00+14:00"],
        ["t", "2020-01-01T00:00:00"],
        ["x", "1"],
        {"a": 1},
    ],
    ids=str,
)
def test_a_cursor_of_values_that_no_column_holds_shows_a_page_and_never_an_error(
    sort: str, value: Any
) -> None:
    fill([run("a"), run("b")])
    for backward in (0, 1):
        for length in (2, 3):
            text = base64.urlsafe_b64encode(json.dumps([backward, *[value] * length]).encode()).decode()
            assert len(RunTable(request_for(f"?sort={sort}&at={text}"), Run.objects.all()).rows) <= 2


def test_a_cursor_of_another_sort_begins_at_the_first_row() -> None:
    fill([run(name) for name in "abcdef"])
    first = RunTable(request_for("?sort=started"), Run.objects.all())
    taken = first.next_url.replace("sort=started", "sort=done")
    assert len(RunTable(request_for(taken), Run.objects.all()).rows) == 3
