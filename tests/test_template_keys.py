"""What a template writes for machines: keys as they are, not as numbers are written for readers."""

from __future__ import annotations

import re
from pathlib import Path

WASL = Path(__file__).resolve().parent.parent / "wasl"
# `auto_id` of a form's field is a text.
BARE_KEY = re.compile(r"\{\{\s*[\w.]+\.(?:pk|id|(?!auto_id\b)[a-z]\w*_id)\s*\}\}")


def test_keys_in_templates_never_take_a_thousands_separator() -> None:
    """In French, `{{ person.pk }}` is « 3 902 » from the thousandth on, and its address leads nowhere."""
    wrong = [
        f"{path.relative_to(WASL)}: {found.group()}"
        for path in sorted(WASL.rglob("templates/**/*.html"))
        for found in BARE_KEY.finditer(path.read_text(encoding="utf-8"))
    ]
    assert wrong == []


def test_the_pattern_knows_a_bare_key_from_one_written_plainly() -> None:
    assert BARE_KEY.search('<a href="?person={{ one.person.pk }}">')
    assert BARE_KEY.search("{{ row.entry.application_id }}")
    assert not BARE_KEY.search("{{ one.person.pk|stringformat:'d' }}")
    assert not BARE_KEY.search('id="{{ field.auto_id }}"')
