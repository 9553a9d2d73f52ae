"""Reading the stream: verification against the records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from django.apps import apps
from django.urls import resolve
from django.utils.translation import gettext as _

from wasl.kernel.actors import Actor
from wasl.kernel.frames import Finding
from wasl.spine.facts.enums import Origin
from wasl.spine.facts.models import Fact
from wasl.spine.facts.rules import Expected, Verification, compare
from wasl.spine.facts.slots import sources
from wasl.spine.merging import queries as merging


def verify() -> Verification:
    """Rebuild from every room's records the facts that should stand, and compare with those that do.

    Missing: a record without its fact. Extra: a fact without its record. Different: day, party, quantity or amount.
    A fact keeps the party it was recorded for; its record follows merges and their undoing. Parties that ever were
    one are therefore held for the same here.
    """
    once_one = merging.once_one()
    expected: dict[tuple[str, int, str], Expected] = {}
    for rebuild in sources:
        for fact in rebuild():
            expected[fact.key] = _whoever(fact, once_one)
    return compare(expected, [_whoever(fact, once_one) for fact in _standing()], _withdrawn())


def _whoever(fact: Expected, once_one: Mapping[int, int]) -> Expected:
    party = None if fact.party_id is None else once_one.get(fact.party_id)
    return fact if party is None else replace(fact, party_id=party)


def record_url(fact: Fact, actor: Actor) -> str:
    """Address of the page of the record a fact comes from; "" where it has none, is gone, or would refuse the actor."""
    rows = apps.get_model(fact.source_kind)._default_manager.filter(pk=fact.source_id)
    row = (rows.visible_to(actor) if hasattr(rows, "visible_to") else rows).first()
    address = getattr(row, "get_absolute_url", None)
    if address is None:
        return ""
    may = getattr(resolve(address()).func, "access", None)
    return str(address()) if may is None or may(actor) else ""


def _standing() -> list[Expected]:
    rows = Fact.objects.standing().values_list(
        "source_kind", "source_id", "kind", "happened_on", "party_id", "quantity", "amount_mad"
    )
    return [Expected(*row) for row in rows.order_by("pk").iterator(chunk_size=5000)]


def _withdrawn() -> frozenset[tuple[str, int, str]]:
    """Keys of the facts that somebody withdrew with a reason while their record stays."""
    rows = Fact.objects.filter(voids__isnull=False, origin=Origin.CORRECTION).values_list(
        "source_kind", "source_id", "kind"
    )
    return frozenset((source, pk, kind) for source, pk, kind in rows)


def health() -> Finding:
    """Whether facts and records agree, for `wasl check`."""
    result = verify()
    return Finding(
        ok=result.ok,
        text=_("%(count)d facts agree with their records") % {"count": result.checked}
        if result.ok
        else _("Facts and records differ: %(missing)d missing, %(extra)d extra, %(different)d different")
        % {"missing": len(result.missing), "extra": len(result.extra), "different": len(result.different)},
        advice="" if result.ok else "wasl facts verify",
    )
