"""Who sees money and who moves it.

Finance and the coordinator read and write; the administrator and the auditor read. That two different people sign, and
that nobody pays a file they instructed or decided, is a rule of the action itself: a role alone never suffices.
"""

from __future__ import annotations

from dataclasses import replace

from wasl.kernel.actors import Actor, Role

READERS = (Role.FINANCE, Role.COORDINATOR, Role.ADMINISTRATOR, Role.AUDITOR)
WRITERS = (Role.FINANCE, Role.COORDINATOR)
SIGNERS = (Role.COORDINATOR, Role.FINANCE)
PAYERS = (Role.FINANCE,)


def may_read(actor: Actor) -> bool:
    return actor.has(*READERS)


def may_write(actor: Actor) -> bool:
    """Prepare agreements, register payees, ask for payments, amend budgets."""
    return actor.has(*WRITERS)


def may_sign(actor: Actor) -> bool:
    """Sign agreements and release payments asked by somebody else."""
    return actor.has(*SIGNERS)


def may_pay(actor: Actor) -> bool:
    """Record that money has left."""
    return actor.has(*PAYERS)


def may_prepare(actor: Actor, *, organisation: int, office: int, programme: int) -> bool:
    """Whether one grant covers this office and this programme for writing."""
    return actor.may(WRITERS, organisation=organisation, office=office, programme=programme)


def narrowed(actor: Actor, roles: tuple[Role, ...]) -> Actor:
    """The same actor with the grants of these roles alone: to ask another room what it shows them in these roles."""
    return actor if actor.is_system else replace(actor, grants=actor.granted(roles))


def may_pay_for(actor: Actor, *, organisation: int, office: int, programme: int) -> bool:
    return actor.may(PAYERS, organisation=organisation, office=office, programme=programme)
