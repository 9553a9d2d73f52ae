"""Who may read the journal."""

from wasl.kernel.actors import Actor, Role

READERS = (Role.PROTECTION, Role.AUDITOR, Role.ADMINISTRATOR)


def may_read(actor: Actor) -> bool:
    """The protection, auditor and administrator roles read the journal of their organisation."""
    return actor.has(*READERS)


def readable_organisations(actor: Actor) -> frozenset[int]:
    """Organisations whose journal the actor may read."""
    return actor.organisations(*READERS)
