"""What every command shares: Django standing, refusals in plain words, help in families."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

import click

P = ParamSpec("P")
R = TypeVar("R")


class Families(click.Group):
    """A group whose help shows its commands by family, in the order in which one needs them."""

    families: dict[str, tuple[str, ...]] = {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        ordered = [name for names in self.families.values() for name in names]
        return [name for name in ordered if name in self.commands]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for family, names in self.families.items():
            rows = [
                (name, self.commands[name].get_short_help_str(200)) for name in names if name in self.commands
            ]
            with formatter.section(family):
                formatter.write_dl(rows)


def with_django(command: Callable[P, R]) -> Callable[P, R]:
    """Let Django stand before the command runs; a refusal of the house becomes a plain sentence."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        start_django()
        from django.utils import translation

        with translation.override("en"):
            return in_plain_words(command, *args, **kwargs)

    return run


def start_django() -> None:
    """Compile the catalogues that are missing or older than their words, then let Django stand."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wasl.config.settings")
    import django

    from wasl.config.catalogues.places import all_units
    from wasl.config.catalogues.store import compile_stale

    try:
        compile_stale(all_units())
    except PermissionError as refusal:
        raise click.ClickException(
            f"{refusal.filename} cannot be written: run this once as whoever installed Wasl, so that it speaks French."
        ) from refusal

    os.umask(0o077)  # the database, files and seals are for the account that runs Wasl, and for nobody else
    django.setup()


def in_plain_words(command: Callable[..., R], *args: Any, **kwargs: Any) -> R:
    from django.db.utils import OperationalError, ProgrammingError

    from wasl.kernel.errors import WaslError

    try:
        return command(*args, **kwargs)
    except WaslError as refusal:
        raise click.ClickException(str(refusal)) from refusal
    except (OperationalError, ProgrammingError) as fault:
        if tables_missing():
            raise click.ClickException(
                "This database holds no installation of this version. Type: wasl init (new), or wasl upgrade."
            ) from fault
        raise click.ClickException(f"The database does not answer: {fault}") from fault


def tables_missing() -> bool:
    """Whether the database answers but lacks migrations of this version."""
    from wasl.config.cli.migrations import pending

    try:
        return bool(pending())
    except Exception:  # noqa: BLE001  the database itself is out of reach
        return False


def day_option(name: str, text: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """An option that takes a day as YYYY-MM-DD and hands over a `date`, or None."""
    return click.option(
        name, type=click.DateTime(["%Y-%m-%d"]), callback=_day, metavar="YYYY-MM-DD", help=text
    )


def _day(_ctx: click.Context, _param: click.Parameter, value: Any) -> Any:
    return value.date() if value is not None else None
