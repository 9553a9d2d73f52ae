"""The page of a list: words, sort, columns, more, exports and acts on several rows."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import RequestFactory
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from wasl.kernel.actors import ANONYMOUS, SYSTEM
from wasl.kernel.background.models import Run
from wasl.kernel.errors import Refused, RuleBroken
from wasl.kernel.tables import BulkAction, Column, Table, respond
from wasl.kernel.tables.tests.conftest import RunTable, request_for, run

pytestmark = pytest.mark.django_db
Ask = Callable[..., Any]


def text_of(response: HttpResponse) -> str:
    return response.content.decode()


def shown(response: HttpResponse) -> list[str]:
    return re.findall(r'<a href="/run/\d+/"><bdi>(.*?)</bdi>', text_of(response))


def body(response: StreamingHttpResponse) -> bytes:
    return b"".join(response.streaming_content)  # type: ignore[arg-type]


def sheet(response: StreamingHttpResponse) -> Any:
    return openpyxl.load_workbook(io.BytesIO(body(response))).active


def test_a_list_asks_the_same_number_of_queries_for_one_row_and_for_thirty(
    ask: Ask, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in (1, 29):
        Run.objects.bulk_create(run(f"r{number}-{i}") for i in range(number))
        with django_assert_num_queries(3):  # rows, count, the demo mark
            ask()


def test_an_active_filter_is_a_word_that_its_own_link_removes(ask: Ask) -> None:
    Run.objects.bulk_create([run("apple"), run("pear", state="failed")])
    page = text_of(ask("?q=pear&state=failed&sort=-name"))
    assert "pear" in page
    assert "apple" not in page
    links = re.findall(r'class="word" href="([^"]+)"', page)
    assert links == ["?state=failed&amp;sort=-name", "?q=pear&amp;sort=-name"]


def test_a_filter_that_cannot_be_read_is_named_and_not_applied(ask: Ask) -> None:
    Run.objects.bulk_create([run("apple"), run("pear")])
    page = ask("?from=soonish&state=unknown")
    assert shown(page) == ["apple", "pear"]
    assert text_of(page).count("word-unread") == 2


def test_a_whole_day_counts_in_a_filter_on_a_moment(ask: Ask) -> None:
    Run.objects.bulk_create([run("first", days=0), run("second", days=1), run("third", days=2)])
    assert shown(ask("?to=02/01/2021")) == ["first", "second"]
    assert shown(ask("?from=2 janvier 2021&to=02/01/2021")) == ["second"]
    assert shown(ask("?to=01/2021&from=2021")) == ["first", "second", "third"]


def test_the_heading_sorts_and_turns_and_says_so(ask: Ask) -> None:
    Run.objects.bulk_create([run("a", done=1), run("b", done=2)])
    assert shown(ask("?sort=-done")) == ["b", "a"]
    page = text_of(ask("?sort=done&q=a"))
    assert 'aria-sort="ascending"' in page
    assert 'href="?sort=-done&amp;q=a"' in page
    assert shown(ask("?sort=label")) == ["a", "b"]  # not sortable: the default order


def test_more_keeps_the_filters_the_sort_and_the_columns(ask: Ask) -> None:
    Run.objects.bulk_create([run(f"r{i}") for i in range(7)] + [run("hello")])
    page = ask("?q=r&sort=-name")
    assert shown(page) == ["r6", "r5", "r4"]
    plain = re.search(r'href="(\?[^"]*at=[^"]*)"', text_of(page))
    by_script = re.search(r'hx-get="([^"]*)"', text_of(page))
    assert plain
    assert by_script
    assert shown(ask(plain[1].replace("&amp;", "&"))) == ["r3", "r2", "r1"]
    fragment = ask(by_script[1].replace("&amp;", "&"))
    assert shown(fragment) == ["r3", "r2", "r1"]
    assert text_of(fragment).strip().startswith("<tbody")
    assert "q=r" in by_script[1]


def test_the_link_of_more_leads_a_reader_without_script_to_a_whole_page(ask: Ask) -> None:
    Run.objects.bulk_create(run(f"r{i}") for i in range(5))
    plain = re.search(r'href="(\?[^"]*at=[^"]*)"', text_of(ask()))
    assert plain
    following = ask(plain[1].replace("&amp;", "&"))
    assert "<html" in text_of(following)
    assert "list-previous" in text_of(following)


def test_columns_chosen_are_remembered_for_the_session() -> None:
    session = SessionStore()
    Run.objects.bulk_create([run("a", label="hidden word")])
    asked = request_for("?choose=1&columns=label&columns=name&q=a", session=session)
    answer = respond(asked, RunTable, Run.objects.all())
    assert answer.status_code == 302
    assert answer["Location"] == "/list/?q=a"
    table = RunTable(request_for("", session=session), Run.objects.all())
    assert [column.code for column in table.shown] == ["name", "label"]


def test_an_export_holds_exactly_what_is_filtered_in_the_order_shown(ask: Ask) -> None:
    Run.objects.bulk_create([run(f"r{i}", done=i) for i in range(7)] + [run("hello")])
    lines = list(csv.reader(io.StringIO(body(ask("?q=r&sort=-name&export=csv")).decode("utf-8-sig"))))
    assert lines[0] == ["Name", "Done", "Started", "State"]
    assert [line[0] for line in lines[1:]] == [f"r{i}" for i in range(6, -1, -1)]
    cells = [row[0].value for row in sheet(ask("?q=r&sort=-name&export=xlsx")).iter_rows(min_row=2)]
    assert cells == [f"r{i}" for i in range(6, -1, -1)]


def test_an_export_is_announced_with_its_number_of_rows_before_it_leaves(ask: Ask) -> None:
    Run.objects.bulk_create([run("r1"), run("r2"), run("hello")])
    heard: list[int] = []
    for kind in ("csv", "xlsx"):
        ask(f"?q=r&export={kind}", on_export=lambda _request, count: heard.append(count))
    assert heard == [2, 2]


def test_an_export_that_may_not_be_announced_does_not_leave(ask: Ask) -> None:
    def refuse(_request: HttpRequest, _count: int) -> None:
        raise Refused("no")

    Run.objects.bulk_create([run("r1")])
    for kind in ("csv", "xlsx"):
        with pytest.raises(Refused):
            ask(f"?export={kind}", on_export=refuse)


def test_no_cell_of_an_export_runs_as_a_formula(ask: Ask) -> None:
    words = ['=HYPERLINK("x")', "+cmd|x", "-1+1", "@SUM(A1)", "\t=1"]
    Run.objects.bulk_create(run(word) for word in words)
    lines = list(csv.reader(io.StringIO(body(ask("?export=csv")).decode("utf-8-sig"))))
    assert all(line[0].startswith("'") for line in lines[1:])
    cells = [row[0] for row in sheet(ask("?export=xlsx")).iter_rows(min_row=2)]
    assert {cell.value for cell in cells} == set(words)
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in cells)


class TypesTable(Table):
    columns = [
        Column("n", "Number", value=lambda r: r.done, kind="number"),
        Column("m", "Amount", value=lambda r: Decimal("1234.50"), kind="money", currency="EUR"),
        Column("d", "Day", value=lambda r: date(2021, 3, 4), kind="date"),
        Column("t", "Moment", value=lambda r: datetime(2021, 3, 4, 9, 30, tzinfo=UTC), kind="datetime"),
        Column("s", "State", value=lambda r: ("success", "Fine"), kind="status"),
        Column("x", "Nothing", value=lambda r: None),
    ]
    export_name = "types"


def test_numbers_amounts_and_days_are_real_cells_of_a_sheet(ask: Ask) -> None:
    Run.objects.bulk_create([run("a", done=3)])
    found = sheet(ask("?export=xlsx", table=TypesTable))
    assert [cell.value for cell in found[1]] == [
        "Number", "Amount", "Amount (devise)", "Day", "Moment", "State", "Nothing",
    ]  # fmt: skip
    row = [cell.value for cell in found[2]]
    assert row[:4] == [3, 1234.5, "EUR", datetime(2021, 3, 4)]  # noqa: DTZ001
    assert row[4].date() == date(2021, 3, 4)
    assert row[5:] == ["Fine", None]
    text = body(ask("?export=csv", table=TypesTable)).decode("utf-8-sig").splitlines()[1]
    assert text.startswith("3,1234.50,EUR,2021-03-04,2021-03-04 ")


def test_a_sheet_in_arabic_reads_from_the_right(ask: Ask) -> None:
    with translation.override("ar"):
        assert sheet(ask("?export=xlsx")).sheet_view.rightToLeft


class BulkTable(RunTable):
    bulk = [
        BulkAction("close", "Close", do=lambda request, record: _close(record)),
        BulkAction(
            "secret", "Secret", do=lambda request, record: None, may=lambda actor: not actor.is_system
        ),
    ]


def _close(record: Run) -> str:
    if record.done == 1:
        raise RuleBroken("already closed")
    Run.objects.filter(pk=record.pk).update(done=1)
    return "closed"


def post(data: dict[str, Any], table: type[Table] = BulkTable) -> HttpResponse:
    request = RequestFactory().post("/list/", data)
    request.session = SessionStore()
    request.actor = SYSTEM  # type: ignore[attr-defined]
    answer = respond(request, table, Run.objects.exclude(name="not mine"), title="Runs")
    assert isinstance(answer, HttpResponse)
    return answer


def test_an_act_on_several_rows_tells_the_result_of_each() -> None:
    first, second, foreign = Run(name="a"), Run(name="b", done=1), Run(name="not mine")
    for one in (first, second, foreign):
        one.save()
    page = text_of(post({"bulk": "close", "pk": [first.pk, second.pk, foreign.pk]}))
    assert "closed" in page
    assert "already closed" in page
    assert list(Run.objects.order_by("pk").values_list("done", flat=True)) == [1, 1, 0]


def test_an_act_that_asks_first_puts_its_question_before_its_button(ask: Ask) -> None:
    class AskingTable(RunTable):
        bulk = [
            BulkAction("wipe", "Wipe", do=lambda request, record: None, confirm="Have you looked at each?"),
            BulkAction("close", "Close", do=lambda request, record: None),
        ]

    Run.objects.bulk_create([run("a")])
    response = respond(request_for(), AskingTable, Run.objects.all(), title="Runs")
    assert isinstance(response, HttpResponse)
    page = text_of(response)
    wipe, close = (page.index(f'name="bulk" value="{code}"') for code in ("wipe", "close"))
    assert page.index('<details class="ask">') < page.index("Have you looked at each?") < wipe
    assert page.index("</details>", wipe) < close


def test_an_act_on_what_is_no_row_does_nothing() -> None:
    one = Run(name="a")
    one.save()
    page = text_of(post({"bulk": "close", "pk": ["x", "", "1e3", "9" * 30, "9" * 6000, str(one.pk)]}))
    assert page.count("closed") == 1
    assert Run.objects.get().done == 1


def test_an_act_not_offered_is_refused() -> None:
    for asked in ("secret", "unknown"):
        with pytest.raises(Refused):
            post({"bulk": asked, "pk": [1]})
    assert post({"bulk": "close"}, table=RunTable).status_code == 405


def test_a_list_without_rows_says_what_to_do_and_one_without_matches_how_to_go_back(ask: Ask) -> None:
    assert "empty" in text_of(ask())
    Run.objects.bulk_create([run("a")])
    page = text_of(ask("?q=zzz"))
    assert 'class="btn btn-primary" href="?"' in page


def test_what_people_typed_is_never_markup(ask: Ask) -> None:
    Run.objects.bulk_create([run("<script>alert(1)</script>")])
    assert "<script>alert" not in text_of(ask("?q=<script>"))


def test_a_visitor_without_actor_sees_no_acts() -> None:
    request = request_for()
    request.actor = ANONYMOUS  # type: ignore[attr-defined]

    class Guarded(RunTable):
        bulk = [BulkAction("x", "X", do=lambda request, record: None, may=lambda actor: actor.id is not None)]

    assert Guarded(request, Run.objects.all()).offered_bulk == []
