"""Who may do what in the network."""

from __future__ import annotations

from typing import Protocol

from wasl.kernel.actors import Actor, Role


class Kept(Protocol):
    """An organisation, as far as these rules read it."""

    @property
    def pk(self) -> int: ...

    @property
    def is_operator(self) -> bool: ...


KEEPERS = (Role.ADMINISTRATOR, Role.COORDINATOR)
SENDERS = (
    Role.RECEPTION,
    Role.ADVISER,
    Role.TRAINER,
    Role.MENTOR,
    Role.COORDINATOR,
    Role.PROTECTION,
    Role.ADMINISTRATOR,
)


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


def may_change_organisation(actor: Actor, organisation: Kept) -> bool:
    """Its own administrators; those of any other where it receives nobody here (a donor, an institution)."""
    if organisation.is_operator:
        return may_manage(actor, organisation.pk)
    return actor.has(Role.ADMINISTRATOR)


def may_keep_some(actor: Actor) -> bool:
    """Administrators and coordinators keep the directory of services."""
    return actor.has(*KEEPERS)


def may_keep(actor: Actor, organisation: Kept) -> bool:
    """Who keeps its services and contacts: its own administrators and coordinators where it receives people; where
    it does not (an institution has nobody who signs in), those of any organisation.
    """
    if organisation.is_operator:
        return actor.may(KEEPERS, organisation=organisation.pk)
    return may_keep_some(actor)


def may_see_contacts(actor: Actor) -> bool:
    """Telephones and mails of the directory are for the staff who send people there."""
    return actor.has(*SENDERS)
