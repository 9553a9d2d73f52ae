"""Who may do what with the procedures followed. Which rows: `visible_to(actor)` of the model.

A run of a case is read by whoever reads the case, and its steps are worked on by whoever serves in it; a run without
a case by the same roles where it lies.
"""

from __future__ import annotations

from wasl.kernel.actors import Actor
from wasl.spine.cases import access as cases

READERS: tuple[str, ...] = cases.READERS
WRITERS: tuple[str, ...] = cases.WRITERS
ASSIGNED: tuple[str, ...] = cases.ASSIGNED
EXPORTERS: tuple[str, ...] = cases.EXPORTERS


def may_read(actor: Actor) -> bool:
    """Read the procedures followed within one's scope, or in a case one is assigned to."""
    return actor.has(*READERS, *ASSIGNED)


def may_write(actor: Actor) -> bool:
    """Start, complete, abandon and move one; answer to a change of law."""
    return actor.has(*WRITERS)


def may_work(actor: Actor) -> bool:
    """Record steps and papers: advisers, and the mentor or trainer assigned to its case."""
    return actor.has(*WRITERS, *ASSIGNED)


def may_export(actor: Actor) -> bool:
    """Take a list of them out of the house."""
    return actor.has(*EXPORTERS)
