"""Who acts: an id, a name to show, and what was granted to them.

An Actor is built once per request by accounts; every `access.py` takes one and imports no room.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """Role codes; their names on screen are in accounts."""

    RECEPTION = "reception"
    ADVISER = "adviser"
    TRAINER = "trainer"
    MENTOR = "mentor"
    REVIEWER = "reviewer"
    COMMITTEE = "committee"
    FINANCE = "finance"
    MONITORING = "monitoring"
    COORDINATOR = "coordinator"
    PARTNER = "partner"
    DONOR = "donor"
    AUDITOR = "auditor"
    PROTECTION = "protection"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Grant:
    """One role in one organisation; `offices` and `programmes` are ids, None meaning all of them."""

    role: str
    organisation: int
    offices: frozenset[int] | None = None
    programmes: frozenset[int] | None = None

    def covers(self, organisation: int | None, office: int | None, programme: int | None) -> bool:
        """Whether every given id lies within this grant; an id not given is not asked about."""
        return (
            (organisation is None or organisation == self.organisation)
            and (office is None or self.offices is None or office in self.offices)
            and (programme is None or self.programmes is None or programme in self.programmes)
        )


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever acts; `kind` is user, visitor (nobody signed in), guest (by an access grant) or system."""

    id: int | None
    label: str
    grants: tuple[Grant, ...] = ()
    kind: str = "user"

    @property
    def is_system(self) -> bool:
        return self.kind == "system"

    def has(self, *roles: str) -> bool:
        """Whether the actor holds one of these roles anywhere."""
        return self.is_system or any(grant.role in roles for grant in self.grants)

    def granted(self, roles: Iterable[str]) -> tuple[Grant, ...]:
        wanted = frozenset(roles)
        return tuple(grant for grant in self.grants if grant.role in wanted)

    def organisations(self, *roles: str) -> frozenset[int]:
        """Ids of the organisations in which one of these roles is held (any role when none is given)."""
        return frozenset(g.organisation for g in self.grants if not roles or g.role in roles)

    def offices(self, *roles: str) -> frozenset[int] | None:
        """Ids of the offices covered by these roles; None when one of the grants covers all offices."""
        grants = self.granted(roles) if roles else self.grants
        found: set[int] = set()
        for grant in grants:
            if grant.offices is None:
                return None
            found |= grant.offices
        return frozenset(found)

    def may(
        self,
        roles: Iterable[str],
        *,
        organisation: int | None = None,
        office: int | None = None,
        programme: int | None = None,
    ) -> bool:
        """Whether one single grant of these roles covers all the given ids."""
        return self.is_system or any(g.covers(organisation, office, programme) for g in self.granted(roles))


SYSTEM = Actor(id=None, label="Wasl", kind="system")
ANONYMOUS = Actor(id=None, label="", kind="visitor")
