"""Who may do what with referrals. Which rows: `visible_to(actor)` and `received_by(actor)` of the models."""

from __future__ import annotations

from wasl.kernel.actors import Actor, Role

READERS: tuple[str, ...] = (Role.ADVISER, Role.COORDINATOR, Role.MONITORING, Role.PROTECTION)
WRITERS: tuple[str, ...] = (Role.ADVISER,)
WITHDRAWERS: tuple[str, ...] = (Role.ADVISER, Role.COORDINATOR, Role.PROTECTION)
RECEIVERS: tuple[str, ...] = (Role.PARTNER,)


def may_read(actor: Actor) -> bool:
    """The referrals of one's offices and the returns of the institutions."""
    return actor.has(*READERS)


def may_write(actor: Actor) -> bool:
    """Prepare and send referrals, note an answer that was told."""
    return actor.has(*WRITERS)


def may_withdraw(actor: Actor) -> bool:
    """Note that the person withdraws their consent."""
    return actor.has(*WITHDRAWERS)


def may_receive(actor: Actor) -> bool:
    """Read and answer the referrals that one's own institution received."""
    return actor.has(*RECEIVERS)


def may_write_at(actor: Actor, *, organisation: int, office: int, programme: int | None) -> bool:
    """Whether one grant of a writer covers the place of a referral; some programmes cover none without one."""
    return _holds(actor, WRITERS, organisation, office, programme)


def may_withdraw_at(actor: Actor, *, organisation: int, office: int, programme: int | None) -> bool:
    """The same for noting a withdrawal."""
    return _holds(actor, WITHDRAWERS, organisation, office, programme)


def _holds(
    actor: Actor, roles: tuple[str, ...], organisation: int, office: int, programme: int | None
) -> bool:
    return actor.is_system or any(
        grant.covers(organisation, office, programme) and (programme is not None or grant.programmes is None)
        for grant in actor.granted(roles)
    )
