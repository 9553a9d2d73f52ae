"""Who is one person by a whole paper number, or by a whole phone and birth date. What is found here is never shown.

These reads cross organisations: they answer ids to the actions of this room, and nothing to a page.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Min, QuerySet

from wasl.kernel import clock
from wasl.kernel.crypto import blind_index
from wasl.spine.links import rules
from wasl.spine.links.enums import Evidence
from wasl.spine.links.models import SharingAgreement
from wasl.spine.people.enums import ConsentPurpose, ContactKind, ContactOwner, Precision
from wasl.spine.people.models import Consent, Contact, Following, Paper, Person
from wasl.spine.people.queries.search import PAPER_PURPOSE, parties_with_phone

NOBODY = 0  # keeps the same queries running where nobody is found: a "no" takes as long as a "yes"


@dataclass(frozen=True, slots=True)
class Known:
    """An organisation that follows or followed the party since a year, under an agreement."""

    organisation: int
    since: int
    party: int
    agreement: int


def holders_of_paper(kind: str, number: str) -> set[int]:
    """Ids of the persons who showed this very paper (whole number); those merged into another left out."""
    index = blind_index(rules.full_paper(number), PAPER_PURPOSE)
    rows = Paper.objects.filter(kind=kind, number_index=index, person__party__merged_into=None)
    return set(rows.values_list("person_id", flat=True))


def holders_of_phone(phone: str, birth: date) -> set[int]:
    """Ids of the persons born on this very day whose own phone this is (+212…). Three queries, whoever is found."""
    near = {NOBODY, *parties_with_phone([phone])}
    born = Person.objects.filter(pk__in=near, birth_date=birth, birth_precision=Precision.DAY)
    rows = born.filter(party__merged_into=None).values_list("pk", "phone")
    held = dict(rows)
    found = {pk for pk, main in held.items() if rules.full_phone(main) == phone}
    others = own_phones().filter(e164=phone, person__in={NOBODY, *held})
    return found | set(others.values_list("person_id", flat=True))


def known_elsewhere(
    party_ids: Collection[int], *, organisation: int, own: int | None, on: date
) -> list[Known]:
    """Where these parties are known, for somebody of `organisation`: other members of its agreements in force alone.

    A party that `organisation` follows itself, the person `own` asked about, and who objected to sharing are left out.
    The number of queries does not depend on what is found.
    """
    agreements = list(
        SharingAgreement.objects.in_force(on)
        .filter(members__organisation=organisation)
        .order_by("valid_from", "pk")
        .prefetch_related("members")
    )
    asked = {NOBODY, *party_ids}
    asked -= {own}
    asked -= objecting(asked)
    rows = Following.objects.filter(party__in=asked).order_by("party_id", "organisation_id")
    followings = list(
        rows.values_list("party_id", "organisation_id", "programme_id").annotate(since=Min("starts_on"))
    )
    ours = {party for party, holder, _programme, _since in followings if holder == organisation}
    found: dict[tuple[int, int], Known] = {}
    for party, holder, programme, since in followings:
        agreement = next((one for one in agreements if _covers(one, holder, programme)), None)
        if party in ours or agreement is None:
            continue
        earlier = found.get((party, holder))
        year = min(since.year, earlier.since) if earlier else since.year
        found[party, holder] = Known(holder, year, party, earlier.agreement if earlier else agreement.pk)
    return list(found.values())


def _covers(agreement: SharingAgreement, organisation: int, programme: int | None) -> bool:
    return organisation in agreement.member_ids and agreement.programme_id in (None, programme)


def objecting(party_ids: Iterable[int]) -> set[int]:
    """Those who withdrew their consent to sharing and gave none since."""
    rows = Consent.objects.filter(person__in=list(party_ids), purpose=ConsentPurpose.PARTNERS)
    given = rows.filter(withdrawn_on=None)
    given = given.exclude(pk__in=rows.overtaken(clock.today()).values("pk"))
    return set(rows.values_list("person_id", flat=True)) - set(given.values_list("person_id", flat=True))


def own_phones() -> QuerySet[Contact]:
    """Further phones of people themselves: not of a relative, nor shared."""
    return Contact.objects.filter(
        kind=ContactKind.PHONE, owner=ContactOwner.SELF, is_shared=False, ended_on=None
    )


def evidence_between(one: int, other: int) -> list[str]:
    """What agrees in the two files: codes of `Evidence`, strongest first; [] when nothing does."""
    papers = [set(_papers_of(party)) for party in (one, other)]
    phones = [_phones_and_birth(party) for party in (one, other)]
    found = []
    if papers[0] & papers[1]:
        found.append(Evidence.PAPER.value)
    if phones[0] & phones[1]:
        found.append(Evidence.PHONE_BIRTH.value)
    return found


def _papers_of(party: int) -> Iterable[tuple[str, str]]:
    return Paper.objects.filter(person=party).exclude(number_index="").values_list("kind", "number_index")


def _phones_and_birth(party: int) -> set[tuple[str, date]]:
    person = Person.objects.filter(pk=party, birth_precision=Precision.DAY).first()
    if person is None or person.birth_date is None:
        return set()
    phones = {
        rules.full_phone(person.phone),
        *own_phones().filter(person=party).values_list("e164", flat=True),
    }
    return {(phone, person.birth_date) for phone in phones if phone}
