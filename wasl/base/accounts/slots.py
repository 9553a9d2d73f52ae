"""Frames that upper rooms fill: where a code or a link leads."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from wasl.base.accounts.models import AccessGrant
from wasl.kernel.slots import Slot


@dataclass(frozen=True, slots=True)
class Door:
    """What a purpose opens, in words ("Your application"), and the address it leads to once redeemed."""

    label: str | Promise
    landing: Callable[[AccessGrant], str]


doors: Slot[Door] = Slot("accounts.doors", "Purpose of an access grant → the door it opens.")
