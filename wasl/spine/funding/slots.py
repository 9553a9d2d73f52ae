"""What upper rooms hang on funding: what follows a signature, who took part before, a link back to the file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from django.utils.functional import Promise

from wasl.kernel.actors import Actor
from wasl.kernel.slots import Slot

if TYPE_CHECKING:
    from wasl.spine.funding.models import Agreement


class AtSignature(Protocol):
    """Called inside the transaction of a signature; may raise RuleBroken to refuse it."""

    def __call__(self, *, agreement: Agreement, by: Actor, on: date) -> None: ...


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an agreement comes from, for its page: a word and a link."""

    label: str | Promise
    href: str = ""


before_signature: Slot[AtSignature] = Slot(
    "funding.before_signature", "last checks before an agreement is signed"
)
after_signature: Slot[AtSignature] = Slot("funding.after_signature", "what follows in the same transaction")
origins: Slot[Callable[[Actor, int], Origin | None]] = Slot(
    "funding.origins",
    "source kind → (actor, source id) → where the agreement comes from, if the actor may see it",
)
