"""The first word of every command."""

from __future__ import annotations

import click

from wasl.config.cli.backups import backup, restore
from wasl.config.cli.figures import figures
from wasl.config.cli.group import Families
from wasl.config.cli.install import demo, init, upgrade
from wasl.config.cli.messages import messages
from wasl.config.cli.packs import pack
from wasl.config.cli.people import people
from wasl.config.cli.service import check, serve, worker
from wasl.config.cli.trust import audit, facts


class House(Families):
    families = {
        "Install": ("init", "demo", "upgrade"),
        "Run": ("serve", "worker", "check"),
        "Work": ("pack", "people", "figures", "messages"),
        "Trust": ("facts", "audit", "backup", "restore"),
    }


@click.group(cls=House, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
def wasl() -> None:
    """Wasl: from the first welcome to a running business, and every figure opens to its records.

    Data stands in the folder WASL_HOME (./var unless set): database, files, keys. DATABASE_URL moves the database to
    PostgreSQL. Type `wasl COMMAND --help` for what a command takes.
    """


for command in (
    init,
    demo,
    upgrade,
    serve,
    worker,
    check,
    pack,
    people,
    figures,
    messages,
    facts,
    audit,
    backup,
    restore,
):
    wasl.add_command(command)
