"""The facts that the records of this room ask for."""

from __future__ import annotations

from collections.abc import Iterator

from wasl.services.referrals.models import Referral
from wasl.spine.facts.rules import Expected

KIND = "referrals.referral"


def expected_facts() -> Iterator[Expected]:
    """One fact the day a referral was sent, one the day the institution received the person; none for a mistake."""
    rows = Referral.objects.counted().order_by("pk")
    for pk, party, sent, received in rows.values_list("pk", "person", "sent_on", "received_on").iterator(
        chunk_size=5000
    ):
        if sent is not None:
            yield Expected(KIND, pk, "referred", sent, party)
        if received is not None:
            yield Expected(KIND, pk, "received", received, party)
