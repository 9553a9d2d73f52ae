"""The components: what they print, and that none of them lets typed words become markup."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from wasl.kernel.actors import ANONYMOUS, SYSTEM
from wasl.kernel.frames import NavItem
from wasl.kernel.ui.components import navigation_groups, share, stepper
from wasl.kernel.ui.icons import ICONS, TONE_ICONS, TURNING

EVIL = '<img src=x onerror="x">'


def show(source: str, **context: Any) -> str:
    return Template("{% load ui %}" + source).render(Context(context))


@pytest.mark.parametrize(
    "source",
    [
        "{% status 'success' evil %}",
        "{% icon 'check' evil %}",
        "{% icon evil %}",
        "{% empty evil evil '/x' evil %}",
        "{% stat evil evil unit=evil note=evil receipt='/x' %}",
        "{% receipt evil evil %}",
        "{% receipt_slip evil evil definition=evil lines=lines %}",
        "{% timeline entries %}",
        "{% steps steps current=0 %}",
        "{% checklist checks %}",
        "{% diff rows %}",
        "{% post_button '/x' evil confirm=evil name=evil value=evil %}",
        "{% money 3 evil %}",
        "{% form form submit=evil cancel=evil %}",
    ],
)
def test_typed_words_are_never_markup(source: str) -> None:
    entry = {"at": datetime(2026, 1, 1, tzinfo=UTC), "title": EVIL, "text": EVIL, "href": EVIL, "tone": EVIL}

    class Typed(forms.Form):
        a = forms.CharField(label=EVIL, help_text="x", initial=EVIL)

    printed = show(
        source,
        evil=EVIL,
        entries=[entry],
        steps=[EVIL],
        checks=[{"label": EVIL, "state": EVIL, "reason": EVIL, "value": EVIL}],
        rows=[{"label": EVIL, "before": EVIL, "now": EVIL, "yours": EVIL}],
        lines=[(EVIL, EVIL)],
        form=Typed({"a": EVIL}),
    )
    assert "<img" not in printed
    assert printed.strip()


def test_every_tone_says_itself_by_icon_and_word() -> None:
    for tone in TONE_ICONS:
        pill = show("{% status tone 'Word' %}", tone=tone)
        assert f"pill-{tone}" in pill
        assert "<svg" in pill
        assert "Word" in pill
    assert "pill-neutral" in show("{% status 'unknown' 'Word' %}")


def test_every_icon_that_turns_exists_and_turns() -> None:
    assert set(ICONS) >= TURNING
    assert "icon-turning" in show("{% icon 'arrow' %}")
    assert "icon-turning" not in show("{% icon 'check' %}")


def test_an_icon_is_silent_unless_it_has_a_label() -> None:
    assert 'aria-hidden="true"' in show("{% icon 'check' %}")
    assert 'role="img" aria-label="Done"' in show("{% icon 'check' 'Done' %}")


@pytest.mark.parametrize(
    ("value", "target", "width"),
    [(5, 10, "50.0%"), (15, 10, "100.0%"), (-1, 10, "0.0%"), (5, 0, ""), (5, None, ""), ("many", 10, "")],
)
def test_the_share_of_a_target_stays_within_its_bar(value: Any, target: Any, width: str) -> None:
    assert share(value, target) == width


def test_a_figure_shows_its_target_its_share_and_its_receipt() -> None:
    with translation.override("fr"):
        tile = show("{% stat 'Advised' 138 target=200 receipt='/figure/' %}")
    assert "138" in tile
    assert "69\u00a0%" in tile
    assert 'href="/figure/"' in tile


@pytest.mark.parametrize("current", ["b", "Second", 1])
def test_the_step_one_stands_at_is_found_by_code_word_or_number(current: Any) -> None:
    lines = stepper([("a", "First"), ("b", "Second"), ("c", "Third")], current)
    assert [line.state for line in lines] == ["done", "current", "ahead"]


def test_without_a_present_step_all_lie_ahead() -> None:
    assert {line.state for line in stepper(["First", "Second"], None)} == {"ahead"}


def test_a_missing_answer_is_never_shown_as_yes() -> None:
    with translation.override("en"):
        printed = show("{% checklist checks %}", checks=[{"label": "Permit", "state": "missing"}])
    assert "pill-attention" in printed
    assert "Missing" in printed


def test_a_question_opens_before_an_act_without_any_script() -> None:
    printed = show("{% post_button '/undo/' 'Undo' confirm='Really?' tone='danger' %}", csrf_token="t")
    assert printed.index("<summary") < printed.index("Really?") < printed.index('type="submit"')
    assert 'name="csrfmiddlewaretoken" value="t"' in printed


def test_each_shape_of_field_has_label_and_hint_tied_to_it() -> None:
    class Shapes(forms.Form):
        line = forms.CharField(help_text="hint", required=False)
        pick = forms.ChoiceField(choices=[("a", "A")])
        radio = forms.ChoiceField(choices=[("a", "A")], widget=forms.RadioSelect, help_text="hint")
        tick = forms.BooleanField()
        file = forms.FileField()
        area = forms.CharField(widget=forms.Textarea)
        secret = forms.CharField(widget=forms.HiddenInput)

    printed = show("{% form form %}", form=Shapes())
    assert 'aria-describedby="id_line_hint"' in printed
    assert 'id="id_line_hint"' in printed
    assert printed.count('class="form-select') == 1
    assert printed.count("<fieldset") == 1
    assert 'enctype="multipart/form-data"' in printed
    assert printed.count('name="secret"') == 1
    assert '<label class="form-check-label" for="id_tick">' in printed


@dataclass
class Somebody:
    label: str = "x"


def test_the_navigation_shows_places_that_exist_in_their_groups_and_marks_the_present_one() -> None:
    items = [
        NavItem("Figures", "home", "chart", lambda actor: True, "measure"),
        NavItem("Gone", "no-such:place", "door", lambda actor: True),
        NavItem("Gallery", "gallery", "eye", lambda actor: True, "house"),
    ]
    groups = navigation_groups(items, RequestFactory().get("/galerie/?q=1"))
    assert [[place.label for place in group.places] for group in groups] == [["Figures"], ["Gallery"]]
    assert [[place.current for place in group.places] for group in groups] == [[False], [True]]


@pytest.mark.django_db
@pytest.mark.parametrize("base", ["ui/page.html", "ui/public.html"])
def test_the_title_of_a_page_is_said_once_in_its_heading_and_once_in_its_tab(base: str) -> None:
    request = RequestFactory().get("/x/")
    source = "{% extends base %}{% block title %}People & <b>more</b>{% endblock %}"
    context = {
        "base": base,
        "request": request,
        "actor": SYSTEM,
        "csrf_token": "t",
        "navigation": [],
        "messages": [],
    }
    page = Template(source).render(Context(context))
    assert page.count("<h1>") == 1
    assert "<title>People &amp; more · Wasl</title>" in page or "<title>People & more · Wasl</title>" in page
    assert "style=" not in page
    assert "onclick" not in page
    assert "<script>" not in page


@pytest.mark.django_db
def test_a_public_page_needs_no_script_at_all() -> None:
    request = RequestFactory().get("/")
    context = {"request": request, "actor": ANONYMOUS, "csrf_token": "t", "messages": []}
    page = Template('{% extends "ui/public.html" %}').render(Context(context))
    assert "<script" not in page
    assert "Déconnexion" not in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "way", "sheet"), [("fr", "ltr", "bootstrap.min.css"), ("ar", "rtl", "bootstrap.rtl")]
)
def test_the_page_turns_with_its_language(language: str, way: str, sheet: str) -> None:
    request = RequestFactory().get("/")
    context = {"request": request, "actor": ANONYMOUS, "csrf_token": "t", "messages": []}
    with translation.override(language):
        page = Template('{% extends "ui/public.html" %}').render(Context(context))
    assert f'<html lang="{language}" dir="{way}">' in page
    assert sheet in page


def test_an_amount_not_known_is_a_dash() -> None:
    assert "—" in show("{% money amount %}", amount=None)
    assert "MAD" in show("{% money amount %}", amount=Decimal(3))
