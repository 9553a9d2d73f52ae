"""Who may do what with persons. Which rows: `visible_to(actor)` of the models, by followings."""

from __future__ import annotations

from wasl.base.documents.access import COMPARTMENTS
from wasl.base.documents.enums import Compartment
from wasl.kernel.actors import Actor, Role

READERS: tuple[str, ...] = (
    Role.RECEPTION,
    Role.ADVISER,
    Role.TRAINER,
    Role.FINANCE,
    Role.MONITORING,
    Role.COORDINATOR,
    Role.PROTECTION,
)
WRITERS: tuple[str, ...] = (Role.RECEPTION, Role.ADVISER, Role.TRAINER, Role.COORDINATOR)
RESIDENCE: tuple[str, ...] = tuple(sorted(COMPARTMENTS.openers(Compartment.STATUS)))
PAPERS: tuple[str, ...] = (Role.RECEPTION, Role.ADVISER, Role.PROTECTION)
CONSENT: tuple[str, ...] = (Role.RECEPTION, Role.ADVISER, Role.TRAINER, Role.COORDINATOR, Role.PROTECTION)
COLLECTIVES: tuple[str, ...] = (Role.ADVISER, Role.COORDINATOR)
EXPORTERS: tuple[str, ...] = (Role.ADVISER, Role.MONITORING, Role.COORDINATOR, Role.PROTECTION)


def may_read(actor: Actor) -> bool:
    """Open the list of persons and their pages, within the actor's scope."""
    return actor.has(*READERS)


def may_write(actor: Actor) -> bool:
    """Register a person or change what is known of them."""
    return actor.has(*WRITERS)


def may_write_at(actor: Actor, *, organisation: int, office: int, programme: int | None = None) -> bool:
    """Register or follow a person at this office (and for this programme)."""
    return actor.may(WRITERS, organisation=organisation, office=office, programme=programme)


def may_open_residence(actor: Actor) -> bool:
    """Open the compartment of residence statuses, as the table of compartments says."""
    return actor.has(*RESIDENCE)


def may_see_papers(actor: Actor) -> bool:
    """See and record papers."""
    return actor.has(*PAPERS)


def may_see_renewals(actor: Actor) -> bool:
    """Read the titles and papers to renew, and one's own weekly list: those who open the residence status."""
    return actor.has(*RESIDENCE)


def may_record_consent(actor: Actor) -> bool:
    """Record a consent or its withdrawal."""
    return actor.has(*CONSENT)


def may_write_collectives(actor: Actor) -> bool:
    """Form a collective and change its members."""
    return actor.has(*COLLECTIVES)


def may_export(actor: Actor) -> bool:
    """Take a list of persons out of the house; each export is journalled."""
    return actor.has(*EXPORTERS)
