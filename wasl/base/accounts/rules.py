"""What the accounts refuse, in plain values. No Django, no database."""

from collections.abc import Collection
from datetime import date, timedelta

from wasl.kernel.actors import Role

# These roles guard others: one person grants them, another confirms.
GUARDED = frozenset({Role.PROTECTION, Role.FINANCE, Role.AUDITOR})

# Tries allowed within TRY_WINDOW: for one reference, from one place, and over the whole installation.
TRY_WINDOW = timedelta(hours=1)
TRIES_PER_REFERENCE = 5
TRIES_PER_SOURCE = 30
TRIES_IN_ALL = 300

CODE_VALID_FOR = timedelta(days=14)


def needs_second_person(role: str) -> bool:
    """Whether this role takes effect only once a second person has confirmed it."""
    return role in GUARDED


def valid_on(starts_on: date, ends_on: date | None, day: date) -> bool:
    """Whether a membership holds on this day; both ends are inclusive."""
    return starts_on <= day and (ends_on is None or day <= ends_on)


def same_person(actor_id: int | None, others: Collection[int | None]) -> bool:
    """Whether the actor is one of the others. Nobody (None, the command line) is nobody else."""
    return actor_id is not None and actor_id in others


def too_many(*, for_reference: int, from_source: int, in_all: int) -> bool:
    """Whether the failed tries of the last hour, this one included, pass one of the limits."""
    return for_reference > TRIES_PER_REFERENCE or from_source > TRIES_PER_SOURCE or in_all > TRIES_IN_ALL
