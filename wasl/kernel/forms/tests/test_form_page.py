"""A form page: refused words stay, an act is done once, two people at one record are told."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django import forms
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse, HttpResponseBase
from django.test import RequestFactory

from wasl.kernel import clock
from wasl.kernel.actors import ANONYMOUS, SYSTEM, Actor
from wasl.kernel.background.models import Run
from wasl.kernel.errors import Conflict, Refused, RuleBroken
from wasl.kernel.forms import FlexibleDateField, MoneyField, form_page
from wasl.kernel.forms.submissions import forget_old
from wasl.kernel.ui.models import Submission

pytestmark = pytest.mark.django_db


class RunForm(forms.Form):
    name = forms.CharField(label="Name", help_text="As written on the paper")
    kind = forms.ChoiceField(label="Kind", choices=[("a", "First"), ("b", "Second")], required=False)
    on = FlexibleDateField(label="On", required=False)
    amount = MoneyField(label="Amount", required=False)


class FileForm(forms.Form):
    paper = forms.FileField(label="Paper")


def make_run(data: dict[str, Any]) -> str:
    run = Run.objects.create(name=data["name"], label="x")
    return f"/run/{run.pk}/"


def send(
    data: dict[str, Any] | None = None,
    *,
    do: Callable[[dict[str, Any]], HttpResponseBase | str] = make_run,
    form: type[forms.Form] = RunForm,
    actor: Actor = SYSTEM,
    path: str = "/new/",
    **options: Any,
) -> HttpResponseBase:
    factory = RequestFactory()
    request = factory.get(path) if data is None else factory.post(path, data)
    request.session = SessionStore()
    request.actor = actor  # type: ignore[attr-defined]
    return form_page(request, form, do=do, title="New", **options)


def text_of(response: HttpResponseBase) -> str:
    assert isinstance(response, HttpResponse)
    return response.content.decode()


def value_of(response: HttpResponseBase, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', text_of(response))
    assert found
    return found[1]


def test_a_sound_form_is_done_and_leads_to_its_result() -> None:
    answer = send({"name": "a"})
    assert answer.status_code == 303
    assert answer["Location"] == f"/run/{Run.objects.get().pk}/"


def test_what_was_typed_stays_and_each_error_leads_to_its_field() -> None:
    page = text_of(send({"name": "", "on": "soonish", "amount": "12 345,5x", "kind": "b"}))
    assert 'value="soonish"' in page
    assert 'value="12 345,5x"' in page
    assert '<option value="b" selected>' in page
    assert re.findall(r'<li><a href="#(\w+)"', page) == [
        "id_name",
        "id_on",
        "id_amount",
    ]
    assert 'aria-describedby="id_name_hint id_name_error"' in page
    assert 'id="id_name_error"' in page
    assert Run.objects.count() == 0


def test_a_broken_rule_stands_beside_its_field_or_above_the_form() -> None:
    def broken(field: str | None) -> Callable[[dict[str, Any]], str]:
        def do(data: dict[str, Any]) -> str:
            make_run(data)
            raise RuleBroken("Too late for this", field=field)

        return do

    page = text_of(send({"name": "kept"}, do=broken("name")))
    assert page.count("Too late for this") == 2  # in the summary and beside the field
    assert 'value="kept"' in page
    page = text_of(send({"name": "kept"}, do=broken("elsewhere")))
    assert page.count("Too late for this") == 1
    assert Run.objects.count() == 0  # what the act wrote before is undone


def test_a_refusal_passes_through() -> None:
    def do(data: dict[str, Any]) -> str:
        raise Refused("no")

    with pytest.raises(Refused):
        send({"name": "a"}, do=do)


def test_the_same_form_sent_again_is_not_repeated_but_led_to_the_first_result() -> None:
    token = value_of(send(), "submission")
    first = send({"name": "a", "submission": token})
    second = send({"name": "a", "submission": token})
    assert first["Location"] == second["Location"]
    assert Run.objects.count() == 1


def test_a_form_corrected_after_an_error_is_done() -> None:
    token = value_of(send(), "submission")
    wrong = send({"name": "", "submission": token})
    assert value_of(wrong, "submission") == token
    assert send({"name": "a", "submission": token}).status_code == 303


def test_a_form_that_broke_a_rule_may_be_sent_again() -> None:
    def never(data: dict[str, Any]) -> str:
        raise RuleBroken("no", field="name")

    send({"name": "a", "submission": "t"}, do=never)
    assert send({"name": "a", "submission": "t"}).status_code == 303


def test_a_token_is_of_one_person_and_one_address() -> None:
    for actor, path in (
        (SYSTEM, "/new/"),
        (ANONYMOUS, "/new/"),
        (Actor(7, "x"), "/new/"),
        (Actor(7, "x"), "/other/"),
    ):
        send({"name": "a", "submission": "t"}, actor=actor, path=path)
    assert Run.objects.count() == 3  # nobody and the system have no id and share


def test_a_page_answered_once_is_explained_the_second_time() -> None:
    def shown(data: dict[str, Any]) -> HttpResponse:
        make_run(data)
        return HttpResponse("your code")

    assert text_of(send({"name": "a", "submission": "t"}, do=shown)) == "your code"
    again = text_of(send({"name": "a", "submission": "t"}, do=shown))
    assert "your code" not in again
    assert Run.objects.count() == 1


def test_an_act_that_counts_its_failures_keeps_them_when_asked_to() -> None:
    def failing(data: dict[str, Any]) -> str:
        make_run(data)
        raise RuleBroken("wrong code")

    send({"name": "a", "submission": "t"}, do=failing, atomic=False)
    assert Run.objects.count() == 1
    assert Submission.objects.count() == 0
    assert send({"name": "b", "submission": "t"}, atomic=False).status_code == 303


def test_a_file_reaches_the_act() -> None:
    heard: list[bytes] = []

    def do(data: dict[str, Any]) -> str:
        heard.append(data["paper"].read())
        return "/done/"

    assert 'enctype="multipart/form-data"' in text_of(send(form=FileForm))
    send({"paper": SimpleUploadedFile("p.txt", b"hello")}, form=FileForm, do=do)
    assert heard == [b"hello"]


def test_a_conflict_shows_what_the_other_changed_and_keeps_what_was_typed() -> None:
    shown = send(initial={"name": "old", "kind": "a"}, version=3)
    sent = {"name": "mine", "kind": "a", "version": value_of(shown, "version"), "seen": _seen(shown)}

    def do(data: dict[str, Any]) -> str:
        assert data["version"] == 3
        raise Conflict("Somebody was faster", current={"name": "theirs", "kind": "a"})

    answer = send(sent, do=do, initial={"name": "theirs", "kind": "a"}, version=4)
    assert answer.status_code == 409
    page = text_of(answer)
    row = re.search(r"<tbody[^>]*>(.*?)</tbody>", page)
    assert row
    assert re.findall(r"<bdi>(.*?)</bdi>", row[1]) == ["old", "theirs", "mine"]
    assert 'name="name" value="mine"' in page
    assert value_of(answer, "version") == "4"

    def accept(data: dict[str, Any]) -> str:
        assert data["version"] == 4
        return "/done/"

    again = {**sent, "version": "4", "seen": _seen(answer)}
    assert send(again, do=accept, initial={"name": "theirs"}, version=4).status_code == 303


def _seen(response: HttpResponseBase) -> str:
    return unescape(value_of(response, "seen"))


def test_what_was_seen_may_be_anything_without_harm() -> None:
    def do(data: dict[str, Any]) -> str:
        raise Conflict("faster")

    for seen in ("", "[]", "{", '{"name": 3}'):
        answer = send({"name": "x", "version": "1", "seen": seen}, do=do, initial={"name": "y"}, version=2)
        assert answer.status_code == 409


def test_receipts_of_forms_are_forgotten_after_three_days(moving_clock: Any) -> None:
    send({"name": "a", "submission": "t"})
    assert forget_old() == 0
    with moving_clock.moved_to(clock.now() + timedelta(days=4)):
        assert forget_old() == 1
