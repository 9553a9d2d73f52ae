"""figures: what a programme has reached, as on its page."""

from __future__ import annotations

import dataclasses
import json
from datetime import date
from decimal import Decimal
from typing import Any

import click

from wasl.config.cli.group import day_option, with_django

COLUMNS = ("code", "label", "value", "low", "target", "published", "unit", "period")


@click.command()
@click.argument("programme")
@day_option("--as-of", "Count what had happened on this day; today unless given.")
@click.option("--json", "as_json", is_flag=True, help="One JSON list, for another program.")
@click.option(
    "--language",
    type=click.Choice(["fr", "ar", "en"]),
    default="en",
    show_default=True,
    help="Language of the labels.",
)
@with_django
def figures(programme: str, as_of: date | None, as_json: bool, language: str) -> None:
    """Print the figures of a PROGRAMME: counted, beside their targets and what was published."""
    from django.utils.translation import override

    from wasl.base.programmes.models import Programme
    from wasl.kernel import clock
    from wasl.measure.indicators.queries import figures_rows

    with override(language):
        try:
            found = figures_rows(programme, as_of or clock.today())
        except Programme.DoesNotExist as unknown:
            known = ", ".join(Programme.objects.order_by("code").values_list("code", flat=True)) or "none yet"
            raise click.ClickException(f"No programme is called “{programme}”. Loaded: {known}.") from unknown
    rows = [{name: plain(row[name]) for name in COLUMNS} for row in found]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        show(rows)


def plain(value: Any) -> Any:
    """A value as JSON has it: whole numbers whole, amounts as numbers with their cents, periods by their days."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return str(value)


def show(rows: list[dict[str, Any]]) -> None:
    lines = [COLUMNS, *(tuple(cell(one[name]) for name in COLUMNS) for one in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(COLUMNS))]
    for line in lines:
        click.echo("  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip())


def cell(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, dict):
        return " to ".join(str(part) for part in value.values() if part is not None)
    return str(value)
