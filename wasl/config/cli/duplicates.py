"""people duplicates: compare everybody of an organisation with each other."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from wasl.config.cli.group import with_django

if TYPE_CHECKING:
    from wasl.base.network.models import Organisation


@click.command()
@click.option(
    "--organisation", metavar="CODE", help="One organisation only; by default each that follows people."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON list, for another program.")
@with_django
def duplicates(organisation: str | None, as_json: bool) -> None:
    """Look for pairs of people who may be one, and say how many wait for a decision.

    Nobody is merged, and what was decided stays: the pairs are decided on the page of duplicates.
    """
    from wasl.base.network.models import Organisation
    from wasl.spine.people.models import Following

    chosen = Organisation.objects.filter(pk__in=Following.objects.values("organisation_id")).order_by("code")
    if organisation:
        chosen = Organisation.objects.filter(code=organisation)
        if not chosen:
            raise click.UsageError(f"There is no organisation “{organisation}”.")
    told = [_compared(one, as_json) for one in chosen]
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    for line in told:
        click.echo(
            f"{line['organisation']}: {line['proposed']} pairs proposed, {line['refreshed']} refreshed, "
            f"{line['withdrawn']} withdrawn; {line['waiting']} wait for a decision"
        )
    if not told:
        click.echo("Nobody is registered yet.")


def _compared(organisation: Organisation, silent: bool) -> dict[str, int | str]:
    """What the search among everybody of one organisation found, in numbers."""
    from wasl.kernel.actors import SYSTEM
    from wasl.spine.matching import actions
    from wasl.spine.matching.models import Duplicate

    done = actions.check_all(by=SYSTEM, organisation=organisation, report=_bar(organisation, silent))
    return {
        "organisation": organisation.code,
        "proposed": done.proposed,
        "refreshed": done.refreshed,
        "withdrawn": done.withdrawn,
        "brought_back": done.brought_back,
        "waiting": Duplicate.objects.filter(organisation=organisation).waiting().count(),
    }


def _bar(organisation: Organisation, silent: bool) -> Callable[[int, int], object]:
    """Says how far it is, where somebody watches."""

    def report(done: int, total: int) -> None:
        if not silent and sys.stderr.isatty():
            click.echo(f"\r{organisation.code}: {done}/{total}", nl=done >= total, err=True)

    return report
