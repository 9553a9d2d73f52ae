"""The command behind `bin/messages`."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from .check import faults_of
from .extraction import Unreadable, texts_of
from .places import LANGUAGES, Unit, all_units, chosen_units
from .store import (
    Key,
    Translations,
    brought_up_to_date,
    compile_stale,
    messages,
    read,
    rendered,
    replace,
    translations_of,
)


@click.group()
def main() -> None:
    """Catalogues of translations."""


@main.command()
@click.argument("rooms", nargs=-1)
def update(rooms: tuple[str, ...]) -> None:
    """Extract the texts of the ROOMS (all when none is named) and list what is untranslated."""
    for language in LANGUAGES:
        elsewhere = translated_somewhere(language)
        for unit in chosen_units(rooms):
            try:
                missing = list(update_one(unit, language, elsewhere))
            except Unreadable as fault:
                raise SystemExit(f"Nothing was written for {unit.label}: {fault}") from fault
            if missing:
                click.echo(f"{unit.label} [{language}] untranslated:")
                for text in missing:
                    click.echo(f"    {text}")
    compile_stale(chosen_units(rooms))


def update_one(unit: Unit, language: str, elsewhere: dict[Key, Translations]) -> Iterator[str]:
    """Bring one catalogue up to date; yields what still lacks a translation."""
    texts = texts_of(unit)
    path = unit.catalogue(language)
    if not texts and not path.exists():
        return
    catalog = brought_up_to_date(texts, read(path, language), language, elsewhere)
    if replace(path, rendered(catalog, unit, language)):
        click.echo(f"{unit.label} [{language}] written: {len(catalog)} texts")
    for (context, english), message in messages(catalog).items():
        if not all(translations_of(message)):
            yield f"[{context}] {english}" if context else english


def translated_somewhere(language: str) -> dict[Key, Translations]:
    """What any room has already translated, the first room that says it."""
    found: dict[Key, Translations] = {}
    for unit in all_units():
        for key, message in messages(read(unit.catalogue(language), language)).items():
            if all(translations_of(message)):
                found.setdefault(key, translations_of(message))
    return found


@main.command()
@click.argument("rooms", nargs=-1)
def check(rooms: tuple[str, ...]) -> None:
    """Fail when a catalogue of the ROOMS is incomplete or wrong."""
    faults = faults_of(chosen_units(rooms))
    for fault in faults:
        click.echo(fault)
    if faults:
        click.echo(f"{len(faults)} faults. bin/messages brings the catalogues up to date; then translate.")
    sys.exit(1 if faults else 0)


@main.command("compile")
def compile_() -> None:
    """Make the .mo that are older than their .po."""
    made = compile_stale(all_units())
    if made:
        click.echo(f"{made} catalogues compiled")


if __name__ == "__main__":
    main()
