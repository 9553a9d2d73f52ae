"""people: find somebody, take over a sheet."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from wasl.config.cli.duplicates import duplicates
from wasl.config.cli.group import with_django
from wasl.config.cli.sheets import import_, undo
from wasl.config.cli.weekly import weekly_list

if TYPE_CHECKING:
    from wasl.spine.people.queries import Found


@click.group()
def people() -> None:
    """People: find somebody, take over a register or a partner's list typed as a workbook."""


people.add_command(duplicates)
people.add_command(weekly_list)


@people.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--born", type=click.IntRange(1900, 2100), metavar="YEAR", help="Year of birth, when known.")
@click.option("--limit", type=click.IntRange(1, 100), default=10, show_default=True, help="How many at most.")
@click.option("--json", "as_json", is_flag=True, help="One JSON list, for another program.")
@with_django
def search(words: tuple[str, ...], born: int | None, limit: int, as_json: bool) -> None:
    """Find people by name (any spelling, either script), telephone or number of a paper.

    The reading is noted in the journal, as on the screens. Nobody found is an answer: an empty list, exit code 0.
    """
    from wasl.base.audit.actions import record_read
    from wasl.kernel.actors import SYSTEM
    from wasl.spine.people.queries import search as find

    found = find(SYSTEM, " ".join(words), limit=limit, born=born)
    record_read(
        by=SYSTEM, verb="people.search", kind="people.person", object_ids=[one.person.pk for one in found]
    )
    if as_json:
        click.echo(json.dumps([in_json(one) for one in found], ensure_ascii=False, indent=1))
        return
    if not found:
        click.echo("Nobody is found under these words.")
    for one in found:
        why = ", ".join([*(str(word) for word in one.reason_words), *one.offices])
        click.echo(f"{one.person.pk:>6}  {one.score:>3}  {one.person}  ({why})")


def in_json(found: Found) -> dict[str, Any]:
    """`birth` is YYYY-MM-DD, YYYY-MM or YYYY as far as it is known, else null; `nationality` an ISO code or null."""
    person = found.person
    signs = {"day": 10, "month": 7, "year": 4}.get(person.birth_precision, 0)
    return {
        "id": person.pk,
        "names": [person.label, *found.also_written],
        "birth": person.birth_date.isoformat()[:signs] if person.birth_date else None,
        "nationality": person.nationality_id,
        "score": found.score,
    }


@people.command()
@with_django
def reindex() -> None:
    """Write anew the keys under which people are found; the site may go on meanwhile."""
    from wasl.spine.people.actions.keys import reindex as write_anew

    click.echo(f"{write_anew()} parties are indexed by the rules of this version.")


people.add_command(import_)
people.add_command(undo)
