"""What makes a catalogue incomplete or wrong."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from babel.messages.catalog import Message

from .extraction import Text, texts_of
from .places import LANGUAGES, Unit
from .store import Key, Translations, key_of, messages, read, translations_of

PERCENT = re.compile(r"%(?:\((\w+)\))?[#0\- +]*\d*(?:\.\d+)?([sdifr%])")
BRACE = re.compile(r"{(\w*)[^{}]*}")


def faults_of(units: Iterable[Unit]) -> list[str]:
    """One line per fault: missing, stale, fuzzy, misplaced placeholder, or a text said in two ways."""
    faults: list[str] = []
    said: dict[tuple[str, Key], dict[Translations, str]] = defaultdict(dict)
    for unit in units:
        texts = texts_of(unit)
        for language in LANGUAGES:
            written = messages(read(unit.catalogue(language), language))
            faults += [f"{unit.label} [{language}] {fault}" for fault in catalogue_faults(texts, written)]
            for key, message in written.items():
                if any(translations_of(message)):
                    said[language, key].setdefault(translations_of(message), unit.label)
    for (language, (_context, english)), ways in said.items():
        if len(ways) > 1:
            told = " · ".join(f"“{way[0]}” in {label}" for way, label in ways.items())
            faults.append(f"[{language}] said in {len(ways)} ways: “{english}”: {told}")
    return faults


def catalogue_faults(texts: list[Text], written: dict[Key, Message]) -> Iterator[str]:
    expected = {text.key: text for text in texts}
    for key, text in expected.items():
        message = written.get(key)
        if message is None or not all(translations_of(message)):
            yield f"untranslated: “{text.singular}” ({text.path}:{text.line})"
        elif text.plural and isinstance(message.id, str):
            yield f"has no plural yet: “{text.singular}” ({text.path}:{text.line})"
    for key, message in written.items():
        if key not in expected:
            yield f"no longer said: “{key[1]}”"
            continue
        if message.fuzzy:
            yield f"marked fuzzy: “{key[1]}”"
        yield from placeholder_faults(message)


def placeholders(text: str) -> set[str]:
    named = {name or kind for name, kind in PERCENT.findall(text) if kind != "%"}
    return named | {f"{{{name}}}" for name in BRACE.findall(text)}


def placeholder_faults(message: Message) -> Iterator[str]:
    """Each translation holds the placeholders of its text; a plural form may leave the number out."""
    forms = [message.id] if isinstance(message.id, str) else list(message.id)
    allowed = set().union(*[placeholders(form) for form in forms])
    for translation in translations_of(message):
        present = placeholders(translation)
        extra = present - allowed
        lost = allowed - present if len(forms) == 1 and translation else set()
        if extra or lost:
            yield f"placeholders differ ({', '.join(sorted(extra | lost))}): “{key_of(message)[1]}”"
