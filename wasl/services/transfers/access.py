"""Who may do what with transfers: advisers and coordinators of the two sides, nobody else.

Which rows: `visible_to(actor)` (the sender's side) and `received_by(actor)` of the model.
"""

from __future__ import annotations

from wasl.kernel.actors import Actor, Role

SIDES: tuple[str, ...] = (Role.ADVISER, Role.COORDINATOR)


def may_read(actor: Actor) -> bool:
    """The transfers of one's offices and those proposed to them."""
    return actor.has(*SIDES)


def may_act_at(actor: Actor, *, organisation: int, office: int, programme: int | None) -> bool:
    """Whether one grant covers a place, on either side; a grant of some programmes covers no place without one."""
    return actor.is_system or any(
        grant.covers(organisation, office, programme) and (programme is not None or grant.programmes is None)
        for grant in actor.granted(SIDES)
    )
