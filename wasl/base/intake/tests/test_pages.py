"""The pages of the intake: from a file to its undoing."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from pytest_django import DjangoAssertNumQueries

from tests.support.signed_in import signed_in
from wasl.base.accounts.tests import factories
from wasl.base.audit.models import Entry
from wasl.base.intake.models import Batch
from wasl.base.intake.tests.conftest import Sheet, Trades
from wasl.base.network.models import Office
from wasl.base.reference.models import Trade
from wasl.kernel import xlsx
from wasl.kernel.actors import Role

pytestmark = pytest.mark.django_db
PAGES = ("batch", "mapping", "undo")


@pytest.fixture
def office() -> Office:
    return factories.office(factories.organisation("Hub"), "Tanger")


@pytest.fixture
def desk(office: Office) -> Client:
    return signed_in(Role.RECEPTION, office.organisation, language="en")


def upload(client: Client, office: Office, content: bytes, **more: Any) -> Any:
    file = SimpleUploadedFile("trades.xlsx", content)
    data = {"importer": Trades.code, "office": office.pk, "file": file, **more}
    return client.post(reverse("intake:new"), data)


def checked(client: Client, office: Office, content: bytes, **more: Any) -> Batch:
    """Upload, accept the columns found, check."""
    page = upload(client, office, content, **more)
    assert page.status_code == 303, page.content.decode()
    batch = Batch.objects.latest("pk")
    columns = {f"column_{index}": code for index, code in batch.columns.items()}
    page = client.post(page["Location"], {"heading_line": batch.heading_line, **columns})
    assert page["Location"] == batch.get_absolute_url()
    return batch


def text_of(client: Client, batch: Batch, query: str = "") -> str:
    return str(client.get(batch.get_absolute_url() + query).content.decode())


# ------------------------------------------------------------------ who is refused


@pytest.mark.parametrize("role", [Role.FINANCE, Role.DONOR, Role.TRAINER, Role.ADMINISTRATOR])
def test_a_role_that_takes_nothing_over_is_refused_everywhere(
    trades: Trades, office: Office, desk: Client, sheet: Sheet, role: str
) -> None:
    batch = checked(desk, office, sheet(["a", "b"]))
    client = signed_in(role, office.organisation)
    for address in (reverse("intake:batches"), reverse("intake:new"), batch.get_absolute_url()):
        assert client.get(address).status_code == 403
    assert client.post(reverse("intake:confirm", args=[batch.pk])).status_code == 403


def test_a_sheet_of_a_colleague_or_of_another_organisation_is_not_found(
    trades: Trades, office: Office, desk: Client, sheet: Sheet
) -> None:
    batch = checked(desk, office, sheet(["X", "Secret name"]))
    for client in (
        signed_in(Role.RECEPTION, office.organisation),
        signed_in(Role.COORDINATOR, factories.organisation("Other")),
    ):
        for name in PAGES:
            assert client.get(reverse(f"intake:{name}", args=[batch.pk])).status_code == 404
        assert client.get(reverse("intake:row", args=[batch.pk, 4])).status_code == 404
        for name in ("leave_out", "take_back"):
            assert client.post(reverse(f"intake:{name}", args=[batch.pk, 4])).status_code == 404
        assert "trades.xlsx" not in client.get(reverse("intake:batches")).content.decode()


def test_nobody_uploads_for_an_office_that_is_not_theirs(
    trades: Trades, office: Office, sheet: Sheet
) -> None:
    other = factories.office(office.organisation, "Rabat")
    client = signed_in(Role.RECEPTION, office.organisation, offices=[office])
    page = upload(client, other, sheet(["a", "b"]))
    assert page.status_code == 200
    assert not Batch.objects.exists()


def test_writing_and_leaving_out_are_never_done_by_a_link(
    trades: Trades, office: Office, desk: Client, sheet: Sheet
) -> None:
    batch = checked(desk, office, sheet(["a", "b"]))
    assert desk.get(reverse("intake:confirm", args=[batch.pk])).status_code == 405
    assert desk.get(reverse("intake:leave_out", args=[batch.pk, 4])).status_code == 405


# ------------------------------------------------------------------ from the file to the records


def test_a_file_that_is_no_sheet_is_explained_beside_its_field(
    trades: Trades, office: Office, desk: Client
) -> None:
    page = upload(desk, office, b"hello")
    assert "Save it again as XLSX" in page.content.decode()


def test_each_faulty_cell_is_shown_with_its_place_its_heading_and_its_reason(
    trades: Trades, office: Office, desk: Client, sheet: Sheet
) -> None:
    batch = checked(desk, office, sheet(["a", "fine"], ["X1", "<b>bold</b>"]))
    page = text_of(desk, batch)
    assert "A5" in page
    assert "No such code." in page
    assert "X1" in page
    assert escape("<b>bold</b>") in page
    assert "<b>bold</b>" not in page
    assert "fine" not in page
    assert "fine" in text_of(desk, batch, "?only=all")


def test_looking_at_the_rows_is_written_in_the_journal(
    trades: Trades, office: Office, desk: Client, sheet: Sheet
) -> None:
    batch = checked(desk, office, sheet(["a", "b"]))
    before = Entry.objects.filter(verb="intake.read").count()
    text_of(desk, batch)
    assert Entry.objects.filter(verb="intake.read").count() == before + 1


def test_sound_rows_are_written_once_however_often_the_button_is_pressed(
    trades: Trades, office: Office, desk: Client, sheet: Sheet
) -> None:
    batch = checked(desk, office, sheet(["a", "n"], ["b", "m"], ["X", "o"]))
    address = reverse("intake:confirm", args=[batch.pk])
    assert desk.post(address)["Location"] == batch.get_absolute_url()
    assert "Nothing more to write" in desk.post(address, follow=True).content.decode()
    assert Trade.objects.filter(code__startswith="test-").count() == 2


def test_a_row_is_corrected_and_the_next_faulty_one_follows(
    trades: Trades, office: Office, desk: Client, sheet: Sheet
) -> None:
    batch = checked(desk, office, sheet(["X1", "one"], ["X2", "two"]))
    first = reverse("intake:row", args=[batch.pk, 4])
    assert "No such code." in desk.get(first).content.decode()
    still_wrong = desk.post(first, {"code": "X9", "name": "one"})
    assert still_wrong["Location"] == first
    right = desk.post(first, {"code": "good", "name": "one"})
    assert right["Location"] == reverse("intake:row", args=[batch.pk, 5])
    last = desk.post(right["Location"], {"code": "fine", "name": "two"})
    assert last["Location"] == batch.get_absolute_url()
    assert set(batch.rows.data().values_list("state", flat=True)) == {"sound"}


def test_whom_a_row_is_about_is_chosen_on_its_page(
    trades: Trades, office: Office, desk: Client, sheet: Sheet
) -> None:
    batch = checked(desk, office, sheet(["a", "Other"], ["b", "Other"]))
    address = reverse("intake:row", args=[batch.pk, 5])
    page = desk.get(address).content.decode()
    assert "same name" in page
    assert "Decide later" in page
    desk.post(address, {"code": "b", "name": "Other", "choice": "row:4"})
    assert batch.rows.get(number=5).choice == "row:4"


def test_a_row_is_left_out_and_taken_back(trades: Trades, office: Office, desk: Client, sheet: Sheet) -> None:
    batch = checked(desk, office, sheet(["X1", "one"], ["b", "two"]))
    desk.post(reverse("intake:leave_out", args=[batch.pk, 4]))
    assert batch.rows.get(number=4).state == "left_out"
    desk.post(reverse("intake:take_back", args=[batch.pk, 4]))
    assert batch.rows.get(number=4).state == "faulty"


def test_the_same_file_is_told_and_taken_in_again_only_when_ticked(
    trades: Trades, office: Office, desk: Client, sheet: Sheet
) -> None:
    content = sheet(["a", "n"])
    assert 'name="again"' not in desk.get(reverse("intake:new")).content.decode()
    checked(desk, office, content)
    page = upload(desk, office, content).content.decode()
    assert "already taken in" in page
    assert 'name="again"' in page
    second = checked(desk, office, content, again="on")
    assert "also taken in" in text_of(desk, second)


def test_a_sheet_is_undone_with_a_reason(trades: Trades, office: Office, desk: Client, sheet: Sheet) -> None:
    batch = checked(desk, office, sheet(["a", "n"]))
    desk.post(reverse("intake:confirm", args=[batch.pk]))
    address = reverse("intake:undo", args=[batch.pk])
    assert desk.post(address, {"reason": ""}).status_code == 200
    assert desk.post(address, {"reason": "the wrong year"}).status_code == 303
    assert not Trade.objects.filter(code__startswith="test-").exists()
    assert "the wrong year" in text_of(desk, batch)


def test_the_strong_ones_are_looked_at_then_accepted_and_the_others_are_new_with_a_reason(
    trades: Trades, office: Office, desk: Client, sheet: Sheet
) -> None:
    rows = (["a", "Same"], ["b", "Same"], ["c", "Other"], ["d", "Other"])
    batch = checked(desk, office, sheet(*rows))
    same = reverse("intake:same", args=[batch.pk])
    page = desk.get(same).content.decode()
    assert "1 row shows the same paper" in page
    assert batch.rows.get(number=5).state == "undecided"
    desk.post(same)
    assert batch.rows.get(number=5).state == "sound"
    others = reverse("intake:others", args=[batch.pk])
    assert desk.post(others, {"reason_new": ""}).status_code == 200
    desk.post(others, {"reason_new": "two workshops"})
    assert batch.rows.get(number=7).reason_new == "two workshops"


def test_the_faulty_rows_go_out_with_what_is_wrong_and_come_back_as_another_sheet(
    trades: Trades, office: Office, desk: Client, sheet: Sheet
) -> None:
    batch = checked(desk, office, sheet(["X1", "one"], ["b", "two"]))
    answer = desk.get(reverse("intake:faulty", args=[batch.pk]))
    lines = [[cell.text for cell in line.cells] for line in xlsx.read_sheet(answer.content).lines]
    assert lines == [["What is wrong", "Line", "Code", "Name"], ["Code: No such code.", "4", "X1", "one"]]
    assert Entry.objects.filter(verb="intake.export").exists()
    desk.post(reverse("intake:leave_faulty_out", args=[batch.pk]))
    assert batch.rows.get(number=4).state == "left_out"
    again = checked(desk, office, answer.content)
    assert again.columns == {2: "code", 3: "name"}


def test_columns_named_before_are_proposed_with_a_word_of_it_and_forgotten_on_demand(
    trades: Trades, office: Office, desk: Client, sheet: Sheet
) -> None:
    checked(desk, office, sheet(["a", "n"]))
    upload(desk, office, sheet(["b", "m"]))
    batch = Batch.objects.latest("pk")
    address = reverse("intake:mapping", args=[batch.pk])
    assert "The columns are proposed as they were named" in desk.get(address).content.decode()
    desk.post(reverse("intake:forget", args=[batch.pk]))
    assert "The columns are proposed as they were named" not in desk.get(address).content.decode()


def test_a_button_that_can_no_longer_be_obeyed_says_why(
    trades: Trades, office: Office, desk: Client, sheet: Sheet
) -> None:
    batch = checked(desk, office, sheet(["a", "n"]))
    desk.post(reverse("intake:confirm", args=[batch.pk]))
    page = desk.post(reverse("intake:sheet", args=[batch.pk]), {"sheet": "x"}, follow=True)
    assert "Rows were already written" in page.content.decode()


def test_the_list_is_narrowed_by_state_kind_office_and_who(
    trades: Trades, office: Office, desk: Client, sheet: Sheet
) -> None:
    batch = checked(desk, office, sheet(["a", "n"]))
    who = batch.created_by_label
    for query in (f"state=checked&kind={Trades.code}&office={office.pk}", f"by={who}"):
        assert "trades.xlsx" in desk.get(reverse("intake:batches") + "?" + query).content.decode()
    assert "trades.xlsx" not in desk.get(reverse("intake:batches") + "?state=done").content.decode()


def test_the_rows_come_in_portions(trades: Trades, office: Office, desk: Client, sheet: Sheet) -> None:
    batch = checked(desk, office, sheet(*[[f"c{n:02}", f"n{n:02}"] for n in range(60)]))
    first = text_of(desk, batch, "?only=all")
    assert "c49" in first
    assert "c50" not in first
    part = desk.get(batch.get_absolute_url() + "?only=all&after=53", headers={"HX-Request": "true"})
    assert "c50" in part.content.decode()
    assert "<html" not in part.content.decode()


def test_pages_ask_the_database_as_often_for_one_row_as_for_thirty(
    trades: Trades,
    office: Office,
    desk: Client,
    sheet: Sheet,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    one = checked(desk, office, sheet(["X", "n"]))
    many = checked(desk, office, sheet(*[[f"X{n}", f"n{n}"] for n in range(30)]))
    for batch in (one, many):
        with django_assert_max_num_queries(30):
            text_of(desk, batch)


def test_in_arabic_the_page_runs_from_right_to_left(trades: Trades, office: Office, sheet: Sheet) -> None:
    client = signed_in(Role.RECEPTION, office.organisation, language="ar")
    batch = checked(client, office, sheet(["X1", "n"]))
    assert 'dir="rtl"' in text_of(client, batch)
