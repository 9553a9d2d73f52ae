"""people: find somebody, take over a register."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wasl.config.cli.group import with_django
from wasl.config.cli.weekly import weekly_list

if TYPE_CHECKING:
    from wasl.base.intake.models import Batch

REGISTER = "register"


@click.group()
def people() -> None:
    """People: find somebody, take over a paper register typed as a workbook."""


people.add_command(weekly_list)


@people.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--born", type=int, metavar="YEAR", help="Year of birth, when known.")
@click.option("--limit", default=10, show_default=True, help="How many at most.")
@with_django
def search(words: tuple[str, ...], born: int | None, limit: int) -> None:
    """Find people by name (any spelling, either script), telephone or number of a paper.

    The reading is noted in the journal, as on the screens.
    """
    from wasl.base.audit.actions import record_read
    from wasl.kernel.actors import SYSTEM
    from wasl.spine.people.queries import search as find

    found = find(SYSTEM, " ".join(words), limit=limit, born=born)
    record_read(
        by=SYSTEM, verb="people.search", kind="people.person", object_ids=[one.person.pk for one in found]
    )
    if not found:
        click.echo("Nobody is found under these words.")
    for one in found:
        why = ", ".join([*(str(word) for word in one.reason_words), *one.offices])
        click.echo(f"{one.person.pk:>6}  {one.score:>3}  {one.person}  ({why})")


@people.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--organisation", metavar="CODE", help="Whose register it is; needed where there are several.")
@click.option("--office", metavar="CODE", help="The office of the rows that name none.")
@click.option("--yes", is_flag=True, help="Take the sound rows over without asking.")
@click.option("--preview", is_flag=True, help="Only say what is sound and what is faulty; nothing is kept.")
@click.option("--again", is_flag=True, help="Take in a file that was already taken in.")
@with_django
def import_(
    file: Path, organisation: str | None, office: str | None, yes: bool, preview: bool, again: bool
) -> None:
    """Take over a register typed as a workbook (XLSX or CSV): people, and visits with their own dates.

    Headings are recognised, each faulty cell is named. Sound rows are taken over; faulty ones wait, on the screen
    of the batch, to be corrected. `wasl people undo` takes the whole back.
    """
    from django.db import transaction

    with transaction.atomic():
        batch = checked_batch(file, organisation, office, again)
        tell(batch)
        if preview:
            transaction.set_rollback(True)
            return
    if yes or agreed():
        take_over(batch)
    else:
        click.echo(f"Nothing was written. The batch {batch.pk} waits at {batch.get_absolute_url()}")


def agreed() -> bool:
    return sys.stdin.isatty() and click.confirm("Take the sound rows over?")


def checked_batch(file: Path, organisation: str | None, office: str | None, again: bool) -> Batch:
    """The file opened as a batch, its headings recognised and its rows checked."""
    from wasl.base.intake import actions
    from wasl.base.network.models import Office
    from wasl.kernel.actors import SYSTEM

    batch = actions.open_batch(
        by=SYSTEM,
        importer=REGISTER,
        organisation=the_organisation(organisation),
        office=the_row(Office, office, "office") if office else None,
        name=file.name,
        content=file.read_bytes(),
        again=again,
    )
    recognised = [column for column in batch.kind.columns if column.code in batch.columns.values()]
    click.echo(
        f"{file.name}, headings on line {batch.heading_line}: {', '.join(str(c.label) for c in recognised)}"
    )
    return actions.check_batch(by=SYSTEM, batch=batch)


def the_organisation(code: str | None) -> Any:
    from wasl.base.network.enums import OrganisationKind
    from wasl.base.network.models import Organisation

    if code:
        return the_row(Organisation, code, "organisation")
    operators = list(Organisation.objects.of_kind(OrganisationKind.OPERATOR))
    if len(operators) != 1:
        codes = ", ".join(one.code for one in operators) or "none"
        raise click.UsageError(f"Say whose register it is: --organisation, one of: {codes}.")
    return operators[0]


def the_row(model: Any, code: str, word: str) -> Any:
    found = model.objects.filter(code=code).first()
    if found is None:
        codes = ", ".join(model.objects.order_by("code").values_list("code", flat=True))
        raise click.UsageError(f"There is no {word} “{code}”. Known: {codes}.")
    return found


def tell(batch: Batch) -> None:
    """The faults cell by cell, then the count."""
    from wasl.base.intake import queries

    for ref, heading, text, reason in queries.faults_of(batch):
        click.echo(f"   {ref:<6} {heading}: “{text}”: {reason}")
    numbers = queries.counts(batch)
    known = queries.proposals_count(batch)
    click.echo(f"{numbers['total']} rows: {numbers['sound']} sound, {numbers['faulty']} faulty")
    if known:
        click.echo(
            f"{known} of the sound rows may be about somebody who already stands in the file or the register."
        )


def take_over(batch: Batch) -> None:
    from wasl.base.intake import actions, queries
    from wasl.kernel.actors import SYSTEM

    actions.confirm(by=SYSTEM, batch=batch)
    written = actions.commit_rows(by=SYSTEM, batch=batch)
    left = queries.counts(batch)["faulty"]
    click.echo(
        f"Batch {batch.pk}: {written} rows taken over, {left} wait to be corrected at {batch.get_absolute_url()}"
    )


@people.command()
@click.argument("batch", type=int)
@click.option("--reason", required=True, help="Why; it stands in the journal.")
@with_django
def undo(batch: int, reason: str) -> None:
    """Take back a whole import by the number of its BATCH; what other work rests on is kept."""
    from wasl.base.intake import actions
    from wasl.base.intake.models import Batch
    from wasl.kernel.actors import SYSTEM

    found = Batch.objects.filter(pk=batch).first()
    if found is None:
        raise click.UsageError(f"There is no batch {batch}.")
    actions.undo(by=SYSTEM, batch=found, reason=reason)
    kept = actions.undo_rows(by=SYSTEM, batch=found)
    click.echo(
        f"Batch {batch} is undone"
        + (f"; {kept} records are kept, other work rests on them." if kept else ".")
    )
