"""What the acts on the records of the network share."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from wasl.base.audit.actions import record
from wasl.base.network import rules
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.kernel.models import Versioned

Row = TypeVar("Row", bound=Versioned)


def save_changes(row: Row, values: Mapping[str, Any], expected: int) -> list[str]:
    """Write what differs and return the names; `expected` is the version read, Conflict when somebody saved since."""
    names = [name for name, value in values.items() if getattr(row, name) != value]
    for name in names:
        setattr(row, name, values[name])
    if names:
        row.save_current(expected, names)
    return names


def locked(row: Row) -> Row:
    """The row as it stands now, held until the transaction ends."""
    return type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)


def close_on(row: Any, day: date) -> None:
    """Set the last day of an office, guichet or offer. RuleBroken (closed_on): closed already, before it opened."""
    if row.closed_on is not None:
        raise RuleBroken(_("It is closed already."), field="closed_on", code="closed")
    if not rules.may_close(opened_on=row.opened_on, closed_on=row.closed_on, on=day):
        raise RuleBroken(_("The last day comes before the first."), field="closed_on", code="dates")
    row.closed_on = day


def reopen(row: Any) -> None:
    """Take the last day away again. RuleBroken when there is none; the reason is the caller's to ask for."""
    if row.closed_on is None:
        raise RuleBroken(_("It is not closed."), code="open")
    row.closed_on = None


def need_reason(reason: str) -> None:
    """RuleBroken (reason) when nothing was written."""
    if not reason.strip():
        raise RuleBroken(_("Write the reason: it stays in the journal."), field="reason", code="reason")


def note(by: Actor, verb: str, row: Any, **known: Any) -> None:
    """Write the act to the journal: of the record's organisation, where the actor works there, else of the actor's own.

    Who keeps the directory adds the services of institutions where nobody signs in: their own journal would be read
    by nobody.
    """
    held = by.organisations()
    own = (
        row.organisation_id if row.organisation_id in held else next(iter(sorted(held)), row.organisation_id)
    )
    record(by=by, verb=verb, object=row, organisation=own, **known)
