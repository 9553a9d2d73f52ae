"""Who works at the desk and who reads its visits."""

from __future__ import annotations

from wasl.kernel.actors import Actor, Role

DESK = (Role.RECEPTION, Role.ADVISER, Role.COORDINATOR, Role.ADMINISTRATOR)
READERS = (*DESK, Role.MONITORING)
EXPORTERS = (Role.MONITORING, Role.COORDINATOR)
IMPORTERS = (Role.RECEPTION, Role.COORDINATOR)
WITHDRAWERS = (Role.RECEPTION, Role.COORDINATOR)
REOPENERS = (Role.COORDINATOR, Role.ADMINISTRATOR)


def may_use_desk(actor: Actor) -> bool:
    """Record visits and call tickets, at one's own offices."""
    return actor.has(*DESK)


def may_read(actor: Actor) -> bool:
    """Read the visits of one's own offices."""
    return actor.has(*READERS)


def may_record_at(actor: Actor, *, organisation: int, office: int) -> bool:
    """Record a visit or move the queue of this office."""
    return actor.may(DESK, organisation=organisation, office=office)


def may_import(actor: Actor) -> bool:
    """Take over a paper register."""
    return actor.is_system or actor.has(*IMPORTERS)


def may_withdraw_visits(actor: Actor) -> bool:
    """Withdraw visits at some office."""
    return actor.has(*WITHDRAWERS)


def may_withdraw(actor: Actor, *, organisation: int, office: int) -> bool:
    """Withdraw a visit recorded by mistake."""
    return actor.may(WITHDRAWERS, organisation=organisation, office=office)


def may_export(actor: Actor) -> bool:
    """Take a list of visits with names out of the house."""
    return actor.has(*EXPORTERS)


def may_reopen_days(actor: Actor) -> bool:
    """Open a closed day again at some office."""
    return actor.has(*REOPENERS)


def may_reopen(actor: Actor, *, organisation: int, office: int) -> bool:
    """Open a closed day of this office again."""
    return actor.may(REOPENERS, organisation=organisation, office=office)
