"""Who may take data over, and which batches they see."""

from __future__ import annotations

from wasl.base.intake.slots import Importer, importers
from wasl.kernel.actors import Actor, Role

IMPORTING = (Role.RECEPTION, Role.ADVISER, Role.MONITORING, Role.COORDINATOR)
SUPERVISING = (Role.COORDINATOR,)


def may_import(actor: Actor) -> bool:
    """Whether some kind of sheet is open to the actor."""
    return any(importer.may(actor) for importer in importers)


def may_import_for(actor: Actor, *, organisation: int, office: int | None = None) -> bool:
    """Take a sheet over for an organisation (and one of its offices)."""
    return actor.may(IMPORTING, organisation=organisation, office=office)


def may_undo(actor: Actor, *, organisation: int, office: int | None, author: int | None) -> bool:
    """Undo a batch: its author, and those who coordinate the organisation and the office."""
    supervises = actor.may(SUPERVISING, organisation=organisation, office=office)
    return supervises or (actor.id is not None and actor.id == author and may_import(actor))


def open_to(actor: Actor) -> list[Importer]:
    """The kinds of sheets the actor may take over."""
    return [importer for importer in importers if importer.may(actor)]
