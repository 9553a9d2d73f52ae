"""people import, people undo: a sheet taken over, a batch taken back."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wasl.config.cli.group import with_django

if TYPE_CHECKING:
    from wasl.base.intake.models import Batch

REGISTER = "register"
NOTHING_TAKEN = 1  # exit code


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--importer",
    default=REGISTER,
    show_default=True,
    help="What it is: register, people, services, appointments, history.",
)
@click.option("--organisation", metavar="CODE", help="Whose sheet it is; needed where there are several.")
@click.option("--office", metavar="CODE", help="The office of the rows that name none.")
@click.option(
    "--sheet", default="", metavar="NAME", help="Which sheet of the workbook, when it holds several."
)
@click.option("--dry-run", is_flag=True, help="Say exactly what would be written; nothing is kept.")
@click.option("--same", is_flag=True, help="Take rows with strong evidence for the people proposed.")
@click.option("--yes", is_flag=True, help="Take the sound rows over without asking.")
@click.option("--again", is_flag=True, help="Take in a file that was already taken in.")
@with_django
def import_(
    file: Path,
    importer: str,
    organisation: str | None,
    office: str | None,
    sheet: str,
    dry_run: bool,
    same: bool,
    yes: bool,
    again: bool,
) -> None:
    """Take over a sheet (XLSX or CSV): a register of visits with their own dates, a partner's list of people, services
    given, appointments, or the history of a pathway.

    Headings are recognised, or named as they were last time; each faulty cell is told. Sound rows are taken over;
    those that look like somebody known wait, on the screen of the batch, for somebody to decide. `wasl people undo`
    takes the whole back. Ends with 1 when no row could be taken.
    """
    from django.db import transaction

    from wasl.base.intake import actions, queries
    from wasl.kernel.actors import SYSTEM

    with transaction.atomic():
        batch = checked_batch(file, importer, organisation, office, sheet, again)
        if same:
            actions.accept_strong(by=SYSTEM, batch=batch)
        tell(batch)
        if dry_run:
            taken = take_over(batch, dry_run=True)
            transaction.set_rollback(True)
    if not dry_run:
        taken = queries.ready(batch).count()
        if taken and (yes or agreed()):
            taken = take_over(batch)
        else:
            click.echo(f"Nothing was written. The batch {batch.pk} waits at {batch.get_absolute_url()}")
    if not taken:
        raise SystemExit(NOTHING_TAKEN)


def agreed() -> bool:
    return sys.stdin.isatty() and click.confirm("Take the sound rows over?")


def checked_batch(
    file: Path, importer: str, organisation: str | None, office: str | None, sheet: str, again: bool
) -> Batch:
    """The file opened as a batch, its headings recognised and its rows checked."""
    from wasl.base.intake import actions, queries
    from wasl.base.intake.slots import importers
    from wasl.base.network.models import Office
    from wasl.kernel.actors import SYSTEM

    if importers.get(importer) is None:
        known = ", ".join(one.code for one in importers)
        raise click.UsageError(f"There is no importer “{importer}”. Known: {known}.")
    whose = the_organisation(organisation)
    batch = actions.open_batch(
        by=SYSTEM,
        importer=importer,
        organisation=whose,
        office=the_row(Office.objects.filter(organisation=whose), office, "office") if office else None,
        name=file.name,
        content=file.read_bytes(),
        again=again,
        sheet=sheet,
    )
    if batch.sheets:
        click.echo(f"Sheet “{batch.sheet}” is read; the file also holds: {', '.join(batch.sheets)}")
    headings = queries.headings_of(batch)
    remembered = queries.remembered_for(batch, headings)
    if remembered is not None:
        click.echo(
            f"Columns as named on {remembered.mapping.used_at:%d/%m/%Y} by {remembered.mapping.used_by_label}."
        )
        if not remembered.same:
            click.echo(f"The headings differ since. New: {', '.join(remembered.new) or 'none'}")
    labels = {column.code: str(column.label) for column in batch.kind.columns}
    click.echo(f"{file.name}, headings on line {batch.heading_line}:")
    for index, code in batch.columns.items():
        click.echo(f"   {headings[index]} → {labels[code]}")
    # The columns as they were recognised stand; a needed one that is missing is told now.
    actions.set_mapping(by=SYSTEM, batch=batch, heading_line=batch.heading_line, mapping=batch.columns)
    return actions.check_batch(by=SYSTEM, batch=batch)


def the_organisation(code: str | None) -> Any:
    from wasl.base.network.enums import OrganisationKind
    from wasl.base.network.models import Organisation

    if code:
        return the_row(Organisation.objects.all(), code, "organisation")
    operators = list(Organisation.objects.of_kind(OrganisationKind.OPERATOR))
    if len(operators) != 1:
        codes = ", ".join(one.code for one in operators) or "none"
        raise click.UsageError(f"Say whose sheet it is: --organisation, one of: {codes}.")
    return operators[0]


def the_row(rows: Any, code: str, word: str) -> Any:
    found = rows.filter(code=code).first()
    if found is None:
        codes = ", ".join(rows.order_by("code").values_list("code", flat=True))
        raise click.UsageError(f"There is no {word} “{code}”. Known: {codes}.")
    return found


def tell(batch: Batch) -> None:
    """The faults cell by cell, whom rows may be about, then the count."""
    from wasl.base.intake import queries
    from wasl.base.intake.models import Row

    for ref, heading, text, reason in queries.faults_of(batch):
        click.echo(f"   {ref:<6} {heading}: “{text}”: {reason}")
    for row in Row.objects.filter(batch=batch, state="undecided").order_by("number").iterator():
        for proposal in row.proposals:
            click.echo(f"   line {row.number}: perhaps {proposal['label']} ({proposal['why']})")
    numbers = queries.counts(batch)
    click.echo(
        f"{numbers['total']} rows: {numbers['sound']} sound, {numbers['faulty']} faulty, "
        f"{numbers['undecided']} to decide"
    )
    strong = queries.strong_count(batch)
    if strong:
        click.echo(f"{strong} of them by strong evidence: --same takes these for the people proposed.")


def take_over(batch: Batch, *, dry_run: bool = False) -> int:
    from wasl.base.intake import actions, queries
    from wasl.kernel.actors import SYSTEM

    written = actions.commit_rows(by=SYSTEM, batch=batch) if actions.confirm(by=SYSTEM, batch=batch) else 0
    made = ", ".join(f"{count} {name}" for name, count in made_by(batch).items())
    if dry_run:
        tell_rows(batch)
        click.echo(f"Would be written: {written} rows ({made or 'nothing'}). Nothing was kept.")
        return written
    left = queries.counts(batch)
    waiting = left["faulty"] + left["undecided"]
    click.echo(
        f"Batch {batch.pk}: {written} rows taken over ({made}), {waiting} wait to be corrected or decided "
        f"at {batch.get_absolute_url()}"
    )
    return written


def tell_rows(batch: Batch) -> None:
    """Each row as it is written: what it says, and what it becomes."""
    from wasl.base.intake.models import Row

    rows = Row.objects.filter(batch=batch, state="imported").prefetch_related("created").order_by("number")
    for row in rows.iterator(chunk_size=500):
        new = ", ".join(words_of(record.kind) for record in row.created.all())
        said = " ".join(text for text, _formula in row.cells if text)
        click.echo(f"   line {row.number}: {said} → {new or 'nothing new'}")


def made_by(batch: Batch) -> dict[str, int]:
    """How many records of each kind the batch made, by their names."""
    from django.db.models import Count

    from wasl.base.intake.models import Created

    rows = Created.objects.filter(row__batch=batch).order_by("kind").values_list("kind")
    return {words_of(kind): count for kind, count in rows.annotate(Count("pk"))}


def words_of(kind: str) -> str:
    from django.apps import apps

    return str(apps.get_model(kind)._meta.verbose_name)


@click.command()
@click.argument("batch", type=int)
@click.option("--reason", required=True, help="Why; it stands in the journal.")
@with_django
def undo(batch: int, reason: str) -> None:
    """Take back a whole import by the number of its BATCH; what other work rests on is kept and named."""
    from wasl.base.intake import actions, queries
    from wasl.base.intake.models import Batch
    from wasl.kernel.actors import SYSTEM

    found = Batch.objects.filter(pk=batch).first()
    if found is None:
        raise click.UsageError(f"There is no batch {batch}.")
    actions.undo(by=SYSTEM, batch=found, reason=reason)
    kept = actions.undo_rows(by=SYSTEM, batch=found)
    for line, why in queries.kept_of(found):
        click.echo(f"   line {line} is kept: {why}")
    click.echo(
        f"Batch {batch} is undone"
        + (f"; {kept} records are kept, other work rests on them." if kept else ".")
    )
