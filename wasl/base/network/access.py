"""Who may do what in the network."""

from __future__ import annotations

from wasl.kernel.actors import Actor, Role


def may_see(actor: Actor) -> bool:
    """Organisations, offices and guichets are known to everyone who works here."""
    return actor.is_system or bool(actor.grants)


def may_create_organisation(actor: Actor) -> bool:
    """An administrator of any organisation adds a partner, a donor or an institution."""
    return actor.has(Role.ADMINISTRATOR)


def may_manage(actor: Actor, organisation_id: int) -> bool:
    """Its own administrators open and close its offices and guichets."""
    return actor.may([Role.ADMINISTRATOR], organisation=organisation_id)


def may_manage_office(actor: Actor, organisation_id: int, office_id: int) -> bool:
    """An administrator whose scope covers the office closes it."""
    return actor.may([Role.ADMINISTRATOR], organisation=organisation_id, office=office_id)
