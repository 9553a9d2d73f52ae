"""Reading the stream: verification against the records."""

from __future__ import annotations

from django.utils.translation import gettext as _

from wasl.kernel.frames import Finding
from wasl.spine.facts.models import Fact
from wasl.spine.facts.rules import Expected, Verification, compare
from wasl.spine.facts.slots import sources


def verify() -> Verification:
    """Rebuild from every room's records the facts that should stand, and compare with those that do.

    Missing: a record without its fact. Extra: a fact without its record. Different: day, party, quantity or amount.
    """
    expected: dict[tuple[str, int, str], Expected] = {}
    for rebuild in sources:
        for fact in rebuild():
            expected[fact.key] = fact
    return compare(expected, _standing())


def _standing() -> list[Expected]:
    rows = Fact.objects.standing().values_list(
        "source_kind", "source_id", "kind", "happened_on", "party_id", "quantity", "amount_mad"
    )
    return [Expected(*row) for row in rows.order_by("pk").iterator(chunk_size=5000)]


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
