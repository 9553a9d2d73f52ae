"""Who may merge two records of a person, and take them apart again.

The coordinator and the protection officer decide for whoever they see. An adviser decides too, but only of persons
followed by no other office than theirs: the file of a colleague elsewhere does not change behind their back.
"""

from __future__ import annotations

from wasl.kernel.actors import Actor, Role

DECIDERS: tuple[str, ...] = (Role.COORDINATOR, Role.PROTECTION)
MERGERS: tuple[str, ...] = (Role.ADVISER, *DECIDERS)


def may_merge(actor: Actor) -> bool:
    """Open the merges, compare two records, merge them and take them apart."""
    return actor.has(*MERGERS)


def may_export(actor: Actor) -> bool:
    """Take the list of merges out of the house; each export is journalled."""
    return actor.has(*DECIDERS)
