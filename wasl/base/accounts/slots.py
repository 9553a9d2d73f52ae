"""Frames that upper rooms fill: where a code or a link leads."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from wasl.base.accounts.models import AccessGrant, User
from wasl.kernel.actors import Actor
from wasl.kernel.slots import Slot


@dataclass(frozen=True, slots=True)
class Door:
    """What a purpose opens, in words ("Your application"), and the address it leads to once redeemed."""

    label: str | Promise
    landing: Callable[[AccessGrant], str]


doors: Slot[Door] = Slot("accounts.doors", "Purpose of an access grant → the door it opens.")


@dataclass(frozen=True, slots=True)
class Work:
    """What one person still holds in a room, to be handed over before they leave an organisation or move office.

    `held(organisation_id, user)` says how many things are theirs there today. `hand_over(by, organisation_id, user, to,
    on)` gives them to a colleague, or to nobody when `to` is None (the room then says which), and returns how many were
    moved; it raises what an action raises (Refused, RuleBroken) and is called in the transaction of the leaving.
    """

    label: str | Promise
    held: Callable[[int, User], int]
    hand_over: Callable[[Actor, int, User, User | None, date], int]


work: Slot[Work] = Slot("accounts.work", "What a person who leaves or moves still holds, room by room.")
