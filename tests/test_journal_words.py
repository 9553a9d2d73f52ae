"""The journal is read by people: every act that the code writes there has words, in the reader's language."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from wasl.base.audit.slots import verbs

HOUSE = Path(__file__).resolve().parents[1]
WRITERS = {"record", "record_read"}

# Rooms whose acts still show as codes; a room that names its acts (`audit.slots.verbs`) leaves this list.
UNNAMED = {"network", "programmes", "funding", "calls", "ventures", "indicators", "journeys"}


def written() -> Iterator[str]:
    """Every verb that some call of `record` or `record_read` names."""
    for path in sorted((HOUSE / "wasl").rglob("*.py")):
        if "tests" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in WRITERS:
                for keyword in node.keywords:
                    if keyword.arg == "verb" and isinstance(keyword.value, ast.Constant):
                        yield str(keyword.value.value)


def unnamed() -> dict[str, list[str]]:
    """Verbs without words, by room."""
    found: dict[str, list[str]] = {}
    for verb in sorted(set(written())):
        if verb not in verbs:
            found.setdefault(verb.partition(".")[0], []).append(verb)
    return found


def test_every_act_written_to_the_journal_has_words() -> None:
    assert {room: acts for room, acts in unnamed().items() if room not in UNNAMED} == {}


@pytest.mark.parametrize("room", sorted(UNNAMED))
def test_a_room_that_names_its_acts_leaves_the_list(room: str) -> None:
    assert room in unnamed(), f"take {room} out of UNNAMED"


def test_a_verb_is_the_room_and_the_act() -> None:
    assert [verb for verb in written() if verb.count(".") != 1] == []
