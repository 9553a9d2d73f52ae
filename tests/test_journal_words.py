"""The journal is read by people: every act that the code writes there has words, in the reader's language."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.utils import translation

from wasl.base.audit.slots import kinds, verb_label, verbs
from wasl.base.audit.tables import kind_label

HOUSE = Path(__file__).resolve().parents[1]
WRITERS = {"record", "record_read"}


def name_of(call: ast.Call) -> str:
    """`record` of `record(…)` and of `audit.record(…)`."""
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def written() -> Iterator[str]:
    """Every verb that some call of `record` or `record_read` names."""
    for path in sorted((HOUSE / "wasl").rglob("*.py")):
        if "tests" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and name_of(node) in WRITERS:
                for keyword in node.keywords:
                    if keyword.arg == "verb" and isinstance(keyword.value, ast.Constant):
                        yield str(keyword.value.value)


def test_every_act_written_to_the_journal_has_words() -> None:
    assert [verb for verb in sorted(set(written())) if verb not in verbs] == []


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_words_of_an_act_are_in_the_language_of_the_reader(language: str) -> None:
    acts = sorted(set(written()))
    with translation.override("en"):
        english = {verb: verb_label(verb) for verb in acts}
    with translation.override(language):
        assert [verb for verb in acts if verb_label(verb) == english[verb]] == []


def test_two_acts_of_a_room_have_two_names() -> None:
    with translation.override("fr"):
        shown = [(verb.partition(".")[0], verb_label(verb)) for verb in sorted(set(written()))]
    assert sorted(set(shown)) == sorted(shown)


def test_a_verb_is_the_room_and_the_act() -> None:
    assert [verb for verb in written() if verb.count(".") != 1] == []


def test_a_kind_of_record_that_has_words_is_a_model_and_shows_them() -> None:
    for kind, word in kinds.items():
        assert apps.get_model(kind)._meta.label_lower == kind
        with translation.override("fr"):
            assert kind_label(kind) == str(word)
            assert kind != kind_label(kind)
