"""backup, restore."""

from __future__ import annotations

from pathlib import Path

import click

from wasl.config.cli.group import with_django
from wasl.config.cli.migrations import refuse_another_version

KEY_HELP = "The key file; WASL_HOME/backup.key unless given. Keep a copy of it far from the backups."
key_option = click.option(
    "--key", "key_file", type=click.Path(path_type=Path), envvar="WASL_BACKUP_KEY", help=KEY_HELP
)


def place_of_key(given: Path | None) -> Path:
    from django.conf import settings

    return given or Path(settings.HOME) / "backup.key"


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@key_option
@with_django
def backup(file: Path, key_file: Path | None) -> None:
    """Write the whole installation to one encrypted FILE: database, uploaded files, seals, keys.

    The site may go on. Without the key file nobody can read the backup, you included.
    """
    from wasl.config.backup import load_key, make_key, write_backup

    refuse_another_version()
    place = place_of_key(key_file)
    if not place.exists():
        make_key(place)
        click.echo(
            f"A new key was made: {place}. Copy it now to a place apart from this machine and the backups."
        )
    try:
        contents = write_backup(file, load_key(place), click.echo)
    except FileExistsError as standing:
        raise click.ClickException(f"{file} stands already; a backup never replaces another.") from standing
    size = file.stat().st_size / 1_000_000
    click.echo(f"{file}: {size:.1f} MB, {contents.row_count} rows, {len(contents.files)} files. Key: {place}")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@key_option
@with_django
def restore(file: Path, key_file: Path | None) -> None:
    """Put a backup FILE back into an empty installation, and prove that all of it is there.

    Set WASL_HOME to a new folder (and DATABASE_URL to an empty database). A backup of SQLite restores on PostgreSQL
    and the reverse. Every table is counted and every checksum compared before anything is kept.
    """
    from wasl.config.backup import load_key, restore_backup

    contents = restore_backup(file, load_key(place_of_key(key_file)), click.echo)
    set_aside_newer_seals()
    click.echo(f"Restored: {contents.row_count} rows, {len(contents.files)} files. Start it with: wasl serve")


def set_aside_newer_seals() -> None:
    """Seal files newer than the restored journal are moved aside, and the journal says so."""
    from wasl.base.audit.actions import set_aside_later_seals
    from wasl.kernel.actors import SYSTEM

    set_aside_later_seals(by=SYSTEM, reason="restored from a backup")
