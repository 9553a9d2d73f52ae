"""Who reads accounts, who grants roles, who confirms them; and two people where two are needed."""

from collections.abc import Collection

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wasl.base.accounts import rules
from wasl.kernel.actors import Actor, Role
from wasl.kernel.errors import Refused

READERS = (Role.ADMINISTRATOR, Role.PROTECTION, Role.AUDITOR, Role.COORDINATOR)
GRANTERS = (Role.ADMINISTRATOR,)
CONFIRMERS = (Role.ADMINISTRATOR, Role.PROTECTION, Role.COORDINATOR)

TWO_PEOPLE = _("Two different people are needed here: somebody else has to do this.")


def may_read(actor: Actor) -> bool:
    """The staff list and the roles of each."""
    return actor.has(*READERS)


def may_export(actor: Actor) -> bool:
    """The staff list leaves the house with an administrator or the data-protection officer alone."""
    return actor.has(Role.ADMINISTRATOR, Role.PROTECTION)


def may_grant(actor: Actor) -> bool:
    """Administrators create accounts, grant and end roles, print codes."""
    return actor.has(*GRANTERS)


def may_confirm(actor: Actor) -> bool:
    """Second persons: administrators, coordination, data protection."""
    return actor.has(*CONFIRMERS)


def may_sign_in(actor: Actor) -> bool:
    """Whoever is signed in, with or without a role: their own account."""
    return actor.id is not None or actor.is_system


def covers_all(
    actor: Actor, *, organisation: int, offices: Collection[int], programmes: Collection[int]
) -> bool:
    """Whether one grant of administrator covers every office and programme named (none named: all of them)."""
    if actor.is_system:
        return True
    return any(
        grant.organisation == organisation
        and _within(offices, grant.offices)
        and _within(programmes, grant.programmes)
        for grant in actor.granted(GRANTERS)
    )


def _within(asked: Collection[int], held: frozenset[int] | None) -> bool:
    return held is None or (bool(asked) and held.issuperset(asked))


def separate(
    actor_id: int | None, other_actor_ids: Collection[int | None], message: str | Promise = TWO_PEOPLE
) -> None:
    """Refuse (Refused, with `message`) when the actor is one of those who acted before on this file.

    Use it where the one who asks may not release, who instructs may not decide, who decides may not pay. The
    command line (id None) is never one of them.
    """
    if rules.same_person(actor_id, other_actor_ids):
        raise Refused(message)
