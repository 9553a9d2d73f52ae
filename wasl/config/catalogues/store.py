"""Read, write and bring up to date one catalogue."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from .extraction import Text
from .places import LANGUAGES, Unit

# Forms of plural by language, in CLDR's order. Babel's own rule for Arabic swaps the last two: 12 would take the words
# of 100. Source: CLDR, plural rules of ar (zero, one, two, few, many 11..99, other).
PLURALS = {
    "fr": "nplurals=2; plural=(n > 1);",
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
}

Key = tuple[str | None, str]
Translations = tuple[str, ...]


def key_of(message: Message) -> Key:
    return message.context, message.id if isinstance(message.id, str) else message.id[0]


def translations_of(message: Message) -> Translations:
    """The translation, or one per plural form; empty where nothing is written yet."""
    written = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
    return tuple(text or "" for text in written)


def read(path: Path, language: str) -> Catalog:
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as handle:
        return read_po(handle, locale=language, abort_invalid=True)


def messages(catalog: Catalog) -> dict[Key, Message]:
    return {key_of(message): message for message in catalog if message.id}


def brought_up_to_date(
    texts: Iterable[Text], old: Catalog, language: str, elsewhere: Mapping[Key, Translations]
) -> Catalog:
    """The texts of now with their translations of before; a new text takes the translation it has in another room."""
    known = messages(old)
    catalog = Catalog(locale=language)
    for text in texts:
        before = known.get(text.key)
        plural = text.plural or (before.id[1] if before and not isinstance(before.id, str) else None)
        translations = translations_of(before) if before else ()
        if not any(translations):
            translations = elsewhere.get(text.key, ())
        identity = (text.singular, plural) if plural else text.singular
        catalog.add(
            identity,
            fitted(translations, catalog.num_plurals if plural else 1),
            locations=[(text.path, text.line)],
            context=text.context,
            flags=before.flags & {"fuzzy"} if before else (),
            user_comments=before.user_comments if before else (),
        )
    return catalog


def fitted(translations: Translations, forms: int) -> str | tuple[str, ...]:
    """As many forms as asked; a text that became plural keeps its translation as the first of them."""
    padded = (*translations, *[""] * forms)[:forms]
    return padded[0] if forms == 1 else padded


def rendered(catalog: Catalog, unit: Unit, language: str) -> bytes:
    """The text of a .po: no dates and no line numbers, so that only a change of words changes the file."""
    body = io.BytesIO()
    write_po(body, catalog, width=100, omit_header=True, include_lineno=False)
    head = (
        f"# {LANGUAGES[language]}: {unit.label}\n"
        'msgid ""\nmsgstr ""\n'
        f'"Language: {language}\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {PLURALS[language]}\\n"\n\n'
    )
    return head.encode() + body.getvalue().strip() + b"\n"


def replace(path: Path, content: bytes) -> bool:
    """Write the file in one step; whether it differed."""
    if path.exists() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_bytes(content)
    draft.replace(path)
    return True


def compile_stale(units: Iterable[Unit]) -> int:
    """Make each .mo that is older than its .po; how many were made."""
    made = 0
    for unit in units:
        for language in LANGUAGES:
            source = unit.catalogue(language)
            target = source.with_suffix(".mo")
            if not source.exists():
                continue
            if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
                continue
            compiled = io.BytesIO()
            write_mo(compiled, read(source, language))
            replace(target, compiled.getvalue())
            os.utime(target)
            made += 1
    return made
