"""Texts for translation are found, kept and checked."""

from __future__ import annotations

import io
from collections.abc import Iterator
from gettext import c2py
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from wasl.config.catalogues.check import catalogue_faults, placeholder_faults
from wasl.config.catalogues.extraction import Text, from_python, from_template
from wasl.config.catalogues.places import LANGUAGES, Unit, all_units
from wasl.config.catalogues.store import (
    PLURALS,
    Key,
    Translations,
    brought_up_to_date,
    compile_stale,
    messages,
    rendered,
    translations_of,
)

PYTHON = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext_lazy
title = _("People welcomed")
many = ngettext("%(count)d visit", "%(count)d visits", 3)
state = pgettext_lazy("call", "Published")
not_said = gettext(f"{title}")
"""
TEMPLATE = """{% load i18n %}
<h1>{% translate "It's open" %}</h1> {# not "this" #}
{% blocktranslate trimmed with name=person.label %}
    Hello {{ name }},
    welcome.
{% endblocktranslate %}
{% blocktranslate count n=visits %}one visit{% plural %}{{ n }} visits{% endblocktranslate %}
{% translate "Published" context "call" as state %}{{ _("Open")|upper }}{% if x == _("Shut") %}{% endif %}
"""


def keys(texts: Iterator[Text]) -> list[tuple[str | None, str, str | None]]:
    return [(text.context, text.singular, text.plural) for text in texts]


def test_python_is_read(tmp_path: Path) -> None:
    path = tmp_path / "words.py"
    path.write_text(PYTHON)
    assert keys(from_python(path, "words.py", PYTHON)) == [
        (None, "People welcomed", None),
        (None, "%(count)d visit", "%(count)d visits"),
        ("call", "Published", None),
    ]


def test_templates_are_read() -> None:
    assert keys(from_template("page.html", TEMPLATE)) == [
        (None, "It's open", None),
        (None, "Hello %(name)s, welcome.", None),
        (None, "one visit", "%(n)s visits"),
        ("call", "Published", None),
        (None, "Open", None),
        (None, "Shut", None),
    ]


def text(singular: str, plural: str | None = None) -> Text:
    return Text(singular, plural, None, "wasl/spine/people/rules.py", 1)


def catalogue(**translations: str) -> Catalog:
    catalog = Catalog(locale="fr")
    for english, french in translations.items():
        catalog.add(english, french)
    return catalog


def test_translations_are_kept_stale_ones_dropped_and_those_of_other_rooms_taken_over() -> None:
    old = catalogue(Kept="Gardé", Stale="Vieux")
    elsewhere: dict[Key, Translations] = {(None, "Known"): ("Connu",)}
    new = brought_up_to_date([text("Kept"), text("Known"), text("New")], old, "fr", elsewhere)
    assert {key[1]: translations_of(one) for key, one in messages(new).items()} == {
        "Kept": ("Gardé",),
        "Known": ("Connu",),
        "New": ("",),
    }


def test_a_text_that_becomes_plural_keeps_its_translation_as_a_first_form() -> None:
    new = brought_up_to_date([text("visit", "visits")], catalogue(visit="visite"), "fr", {})
    assert translations_of(next(iter(messages(new).values()))) == ("visite", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_written_is_read_again_and_written_the_same(language: str) -> None:
    texts = [text("one visit", "%(n)s visits"), text('A "quoted" line\nand another'), text("100 %% sure")]
    catalog = brought_up_to_date(texts, Catalog(locale=language), language, {})
    unit = Unit(all_units()[0].folder)
    once = rendered(catalog, unit, language)
    again = read_po(io.BytesIO(once), locale=language)
    assert set(messages(again)) == {one.key for one in texts}
    assert rendered(brought_up_to_date(texts, again, language, {}), unit, language) == once
    assert b"Date" not in once


@pytest.mark.parametrize(
    ("english", "french", "fault"),
    [
        ("Hello %(name)s", "Bonjour %(name)s", ""),
        ("Hello %(name)s", "Bonjour", "name"),
        ("Hello %(name)s", "Bonjour %(nom)s", "name, nom"),
        ("From {start} to {end}", "Du {start} au {fin}", "{end}, {fin}"),
        ("100 %% of %(who)s", "100 %% de %(who)s", ""),
    ],
)
def test_a_translation_holds_the_placeholders_of_its_text(english: str, french: str, fault: str) -> None:
    found = list(placeholder_faults(Message(english, french)))
    assert bool(found) == bool(fault)
    assert all(fault in line for line in found)


def test_a_plural_form_may_leave_the_number_out() -> None:
    arabic = Message(("%(n)s visit", "%(n)s visits"), ("زيارة واحدة", "زيارتان", "%(n)s زيارات"))
    assert list(placeholder_faults(arabic)) == []


def test_untranslated_stale_and_fuzzy_texts_are_told() -> None:
    written = messages(catalogue(Done="Fait", Empty="", Stale="Vieux"))
    written[None, "Done"].flags.add("fuzzy")
    told = list(catalogue_faults([text("Done"), text("Empty"), text("Absent")], written))
    assert [line.split(":")[0] for line in told] == [
        "untranslated", "untranslated", "marked fuzzy", "no longer said",
    ]  # fmt: skip


def test_a_catalogue_is_compiled_when_it_is_newer_than_what_was_compiled(tmp_path: Path) -> None:
    unit = Unit(tmp_path)
    path = unit.catalogue("fr")
    path.parent.mkdir(parents=True)
    path.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "a"\nmsgstr "b"\n'
    )
    assert compile_stale([unit]) == 1
    assert compile_stale([unit]) == 0
    assert path.with_suffix(".mo").exists()


@pytest.mark.parametrize(("count", "form"), [(1, 1), (2, 2), (10, 3), (12, 4), (99, 4), (100, 5), (111, 4)])
def test_arabic_counts_take_the_form_that_its_grammar_asks(count: int, form: int) -> None:
    rule = PLURALS["ar"].partition("plural=")[2].rstrip(";")
    assert c2py(rule)(count) == form


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_catalogue_counts_by_the_same_rule(language: str) -> None:
    rule = f"Plural-Forms: {PLURALS[language]}"
    assert [
        unit.label for unit in all_units() if rule not in unit.catalogue(language).read_text("utf-8")
    ] == []
