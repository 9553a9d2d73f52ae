"""Consents of two records that say the contrary: which prevails, before the merge and after."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _

from wasl.kernel import clock
from wasl.kernel.ui.words import day as in_words
from wasl.kernel.web import Request
from wasl.spine.people import access
from wasl.spine.people.enums import ConsentPurpose, PartyKind
from wasl.spine.people.models import Consent, Party
from wasl.spine.people.slots import Alert


def contrary(kept_id: int, absorbed_id: int) -> list[str]:
    """A sentence for each purpose that one record withdrew and the other gives: the later of the two prevails."""
    rows = Consent.objects.filter(person_id__in=[kept_id, absorbed_id]).order_by("given_on", "pk")
    held = list(rows)
    sentences = (_of_purpose(held, purpose, (kept_id, absorbed_id)) for purpose in ConsentPurpose)
    return [sentence for sentence in sentences if sentence]


def _of_purpose(held: Iterable[Consent], purpose: ConsentPurpose, records: tuple[int, int]) -> str:
    rows = [row for row in held if row.purpose == purpose]
    stands = {row.person_id: row for row in rows if row.withdrawn_on is None and row.renewed_on is None}
    # The consent that will stand: that of the record kept, else that of the record absorbed.
    given = next((stands[pk] for pk in records if pk in stands), None)
    if given is None:
        return ""
    withdrawn = [row.withdrawn_on for row in rows if row.withdrawn_on and row.person_id != given.person_id]
    last = max(withdrawn, default=None)
    prevails = last is not None and last > given.given_on
    if last is None or (len(stands) == len(records) and not prevails):
        return ""
    words = {"purpose": purpose.label, "withdrawn": in_words(last), "given": in_words(given.given_on)}
    if prevails:
        text = _(
            "“%(purpose)s”: given on one record on %(given)s, withdrawn on the other on %(withdrawn)s. The withdrawal"
            " is later and prevails: once merged, this consent does not hold until it is asked again."
        )
    else:
        text = _(
            "“%(purpose)s”: withdrawn on one record on %(withdrawn)s, given on the other on %(given)s. The consent is"
            " later and holds: ask the person to be sure."
        )
    return text % words


def alerts(request: Request, party: Party) -> list[Alert]:
    """What the person withdrew on one record after giving it on another: it does not hold until it is asked again."""
    if party.kind != PartyKind.PERSON:
        return []
    today = clock.today()
    overtaken = Consent.objects.overtaken(today).filter(person_id=party.pk).order_by("purpose")
    purposes = list(overtaken.values_list("purpose", flat=True))
    if not purposes:
        return []
    withdrawn = Consent.objects.filter(person_id=party.pk, purpose__in=purposes, withdrawn_on__lte=today)
    days = dict(withdrawn.order_by().values_list("purpose").annotate(last=Max("withdrawn_on")))
    may = access.may_record_consent(request.actor)
    href = reverse("people:consents", args=[party.pk]) if may else ""
    text = _(
        "“%(purpose)s” was withdrawn on %(day)s on a record merged with this one, after it was given: it does not hold"
        " until it is asked again."
    )
    return [
        Alert(
            "attention",
            text % {"purpose": ConsentPurpose(purpose).label, "day": in_words(days[purpose])},
            href,
        )
        for purpose in purposes
    ]
