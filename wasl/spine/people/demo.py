"""Registering an invented person for the demo, with what a desk usually learns: through the real actions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from wasl.kernel.actors import Actor
from wasl.spine.people import actions
from wasl.spine.people.enums import Activity, PaperKind, Precision, Reading, Residence, Speaking
from wasl.spine.people.models import Person
from wasl.spine.people.queries.consents import text_of
from wasl.spine.people.rules.residence import HOME

if TYPE_CHECKING:
    from wasl.base.network.models import Office
    from wasl.base.programmes.models import Programme

PRECISIONS = (Precision.DAY,) * 14 + (Precision.YEAR,) * 5 + (Precision.MONTH,)
ACTIVITIES = (Activity.SEEKING,) * 4 + (Activity.INFORMAL,) * 3 + (
    Activity.SELF_EMPLOYED,
    Activity.STUDENT,
    Activity.HOUSEWORK,
    Activity.SALARIED,
    Activity.UNKNOWN,
)  # fmt: skip
# Shares of the people met by the offices of the programmes, close to the survey of 2021 (HCP).
STATUSES = (
    (Residence.RESIDENCE_CARD, 46),
    (Residence.RECEIPT, 12),
    (Residence.REFUGEE_CARD, 8),
    (Residence.REFUGEE_UNHCR, 10),
    (Residence.ASYLUM_SEEKER, 9),
    (Residence.IRREGULAR, 15),
)


def register(
    rng: Random,
    *,
    by: Actor,
    office: Office,
    family_name: str,
    given_names: str,
    sex: str,
    born: date,
    nationality: str,
    on: date,
    programme: Programme | None = None,
) -> Person:
    """Register somebody on the day `on`: precision of the birth date, phone, activity and consent as chance has it."""
    return actions.create_person(
        by=by,
        office=office,
        family_name=family_name,
        given_names=given_names,
        sex=sex,
        birth_date=born,
        birth_precision=rng.choice(PRECISIONS),
        nationality=nationality,
        phone=f"06{rng.randrange(10**8):08}" if rng.random() < 0.9 else "",
        province=office.province_id,
        programme=programme,
        on=on,
        activity=rng.choice(ACTIVITIES),
        consents=["file"] if rng.random() < 0.95 else [],
    )


def tell_residence(rng: Random, *, by: Actor, person: Person, on: date, status: str = "") -> None:
    """Record the residence status seen on the day `on`; nothing for a Moroccan. `status` forces one."""
    if person.nationality_id == HOME:
        return
    codes, weights = zip(*STATUSES, strict=True)
    chosen = status or rng.choices(codes, weights)[0]
    dated = chosen in (Residence.RESIDENCE_CARD, Residence.RECEIPT, Residence.REFUGEE_CARD)
    begun = on - timedelta(days=rng.randrange(20, 300))
    length = 90 if chosen == Residence.RECEIPT else 365 * rng.choice((1, 1, 3))
    actions.record_residence(
        by=by,
        person=person,
        status=chosen,
        valid_from=begun,
        valid_to=max(begun + timedelta(days=length), on + timedelta(days=30)) if dated else None,
        evidence="Document présenté" if dated else "Déclaration",
    )


def tell_record(*, by: Actor, persons: Sequence[Person], on: date) -> None:
    """What a desk learns of a dozen people: names, papers near their end, phones, languages, a household.

    The papers end at every distance that is told of, and one after; consents are given on their text.
    """
    for number, person in enumerate(persons):
        days = (12, 26, 41, 55, 74, 88, -9, 140, 300)[number % 9]
        kind = (PaperKind.RESIDENCE_CARD, PaperKind.PASSPORT, PaperKind.RECEIPT)[number % 3]
        actions.record_paper(
            by=by,
            person=person,
            kind=kind,
            number=f"DEMO{person.pk:06}",
            country=HOME if kind != PaperKind.PASSPORT else person.nationality_id,
            authority="Autorité inventée",
            valid_from=on - timedelta(days=300),
            valid_to=on + timedelta(days=days),
            seen_on=on,
        )
        actions.record_name(
            by=by, person=person, text=f"{person.family_name.upper()} {person.given_names}", source=""
        )
        actions.record_language(
            by=by,
            person=person,
            language="fra",
            speaking=Speaking.WELL,
            reading=Reading.LITTLE,
            is_preferred=True,
        )
    first, *others = persons
    actions.record_name(by=by, person=first, text="مامادو ديالو", source="Acte inventé")
    actions.record_contact(
        by=by, person=first, kind="phone", value="+224 621 12 34 56", on_whatsapp=True, hours="après 18 h"
    )
    actions.record_contact(
        by=by, person=first, kind="emergency", value="06 61 00 00 00", name="Voisine inventée"
    )
    actions.record_language(
        by=by, person=first, language="wol", speaking=Speaking.MOTHER, needs_interpreter=True
    )
    household = actions.form_household(by=by, person=first, on=on)
    actions.join_household(by=by, household=household, person=others[0], role="spouse", on=on)
    actions.change_household(
        by=by, household=household, expected=1, counts={("f", "3-5"): 1, ("m", "6-11"): 2}
    )
    actions.tie(by=by, party=others[0].party, other=others[1].party, kind="kin", relation="sibling", on=on)
    for purpose in ("contact", "partners"):
        version = text.version if (text := text_of(purpose)) else ""
        actions.record_consent(
            by=by, person=first, purpose=purpose, on=on, means="spoken", text_version=version, language="fr"
        )
