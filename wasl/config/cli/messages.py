"""messages: what the outbox sends by machine."""

from __future__ import annotations

import json

import click

from wasl.config.cli.group import Families, with_django


class Messages(Families):
    families = {"Outbox": ("send",)}


@click.group(cls=Messages)
def messages() -> None:
    """The outbox: messages to people outside the house."""


@messages.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object, for another program.")
@with_django
def send(as_json: bool) -> None:
    """Send what is due by SMS and e-mail, once; the worker does the same from time to time."""
    from dataclasses import asdict

    from wasl.base.messaging.actions import read_receipts, send_due

    receipts = read_receipts()
    done = send_due()
    if as_json:
        click.echo(json.dumps({**asdict(done), "receipts": receipts}))
        return
    click.echo(f"Sent: {done.sent}")
    for count, words in (
        (done.later, "will be tried again"),
        (done.failed, "not delivered"),
        (done.uncertain, "perhaps sent: look at the page of messages"),
        (receipts, "receipts read"),
    ):
        if count:
            click.echo(f"{count} {words}")
