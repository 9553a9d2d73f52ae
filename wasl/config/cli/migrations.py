"""Whether the database is of this version, and bringing it there."""

from __future__ import annotations

import click


def pending() -> list[str]:
    """Migrations of this version that the database lacks, as `app.name`."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def migrate() -> None:
    """Bring the database to this version."""
    from django.core.management import call_command

    missing = pending()
    if missing:
        click.echo(f"Database: {len(missing)} migrations")
        call_command("migrate", verbosity=0, interactive=False)


def refuse_another_version() -> None:
    """ClickException when the database is older than this version of Wasl."""
    missing = pending()
    if missing:
        raise click.ClickException(
            f"The database is older than this version ({len(missing)} migrations, the first: {missing[0]}). "
            "Take a backup with the version that made it, then type: wasl upgrade"
        )
