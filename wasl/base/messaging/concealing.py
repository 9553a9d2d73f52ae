"""What the journal does not say of messages to whoever may not know of them."""

from __future__ import annotations

from django.db.models import CharField, Q, Value
from django.db.models.functions import Cast, Concat

from wasl.base.messaging import slots
from wasl.base.messaging.models import Message
from wasl.kernel.actors import Actor


def entries_kept_from(actor: Actor) -> Q:
    """The entries on messages of a circle that is not the actor's, or that a room keeps from them."""
    kept = ~Q(circle="") & ~Q(pk__in=Message.objects.visible_to(actor).values("pk"))
    for condition in slots.kept_from:
        kept |= condition(actor)
    named = Concat(Value(" "), Cast("pk", CharField()), Value(" "))
    rows = Message.objects.filter(kept).annotate(named=named)
    return Q(kind="messaging.message", objects_text__in=rows.values("named"))
