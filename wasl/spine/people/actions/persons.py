"""Registering a person, and changing what is known of one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from wasl.base.audit.actions import record
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.spine.people import access, rules
from wasl.spine.people.actions.changes import changed as tell_changed
from wasl.spine.people.actions.followings import check_visible, new, programme_for
from wasl.spine.people.actions.keys import refresh_keys, write_keys
from wasl.spine.people.actions.parties import new_party
from wasl.spine.people.enums import Activity, FollowingBasis, PartyKind, Precision, Sex
from wasl.spine.people.models import Consent, NameWritten, Person
from wasl.spine.people.queries.search import Found, candidates

if TYPE_CHECKING:
    from wasl.base.network.models import Office
    from wasl.base.programmes.models import Programme
    from wasl.base.reference.models import Country, Language, Province

EARLIEST_BIRTH = date(1900, 1, 1)
NAME_FIELDS = ("family_name", "given_names")
# What somebody is found by and compared with: a change of these is told to the rooms above.
FOUND_BY = {*NAME_FIELDS, "sex", "birth_date", "birth_precision", "nationality_id", "phone", "email"}
EDITABLE = (
    *NAME_FIELDS, "sex", "birth_date", "birth_precision", "nationality_id", "phone", "email", "province_id",
    "address", "language_id", "activity",
)  # fmt: skip


class CandidatesFound(RuleBroken):
    """Persons already known may be the one to register; `found` holds them. Said anew with a reason, it passes."""

    def __init__(self, found: list[Found]) -> None:
        super().__init__(
            _("Somebody like this is already known. Choose them, or say why this is another person."),
            field="reason_new",
            code="candidates",
        )
        self.found = found


@transaction.atomic
def create_person(
    *,
    by: Actor,
    office: Office,
    family_name: str,
    given_names: str = "",
    sex: str = Sex.UNKNOWN,
    birth_date: date | None = None,
    birth_precision: str = Precision.NONE,
    nationality: Country | str | None = None,
    phone: str = "",
    province: Province | str | None = None,
    programme: Programme | None = None,
    reason_new: str = "",
    on: date | None = None,
    basis: str = FollowingBasis.WELCOME,
    email: str = "",
    address: str = "",
    language: Language | str | None = None,
    activity: str = Activity.UNKNOWN,
    names_written: Sequence[str] = (),
    consents: Sequence[str] = (),
) -> Person:
    """Register a person whom `office` follows from the day `on` (today by default); at most 13 queries.

    Countries, provinces and languages are given as rows or as their codes. A birth date given without precision is
    exact; a year or a month alone is the first day of it. `names_written` are names as papers write them; `consents`
    the purposes agreed to that day. `reason_new` keeps why a person was registered although others looked alike:
    use `create_person_after_search` where somebody sits at the screen. Refused unless `by` may write at the office;
    RuleBroken for a missing name, a birth date that cannot be, an unknown code.
    """
    day = on or clock.today()
    programme_id = programme_for(by, office, programme)
    fields = _tidy(
        {
            "family_name": family_name, "given_names": given_names, "sex": sex, "birth_date": birth_date,
            "birth_precision": birth_precision, "nationality": nationality, "phone": phone, "email": email,
            "province": province, "address": address, "language": language, "activity": activity,
        },
        day,
    )  # fmt: skip
    label = rules.label(fields["family_name"], fields["given_names"])
    party = new_party(by, PartyKind.PERSON, label, office.organisation_id)
    person = Person(party=party, registered_on=day, reason_new=reason_new[:200], **fields)
    person.family_key = rules.sort_key(person.family_name, person.given_names)
    person.authored_by(by)
    person.save(force_insert=True)
    new(by, party.pk, office, programme_id, basis, day).save(force_insert=True)
    _write_names(by, person, names_written)
    _write_consents(by, person, consents, day)
    born = person.birth_date.year if person.birth_date else None
    write_keys(party.pk, [label, *names_written], person.phone, born)
    record(by=by, verb="people.create", object=person, reason=reason_new, organisation=office.organisation_id)
    tell_changed(by, [party.pk])
    return person


@transaction.atomic
def create_person_after_search(*, by: Actor, office: Office, reason_new: str = "", **known: Any) -> Person:
    """Register a person as `create_person` does, after a search of who may already be known.

    Raises CandidatesFound, with the persons found, unless there is none or `reason_new` says why this is another.
    """
    found = candidates(
        by,
        family_name=known.get("family_name", ""),
        given_names=known.get("given_names", ""),
        birth_date=known.get("birth_date"),
        birth_precision=known.get("birth_precision", Precision.NONE),
        phone=known.get("phone", ""),
    )
    if found and not reason_new.strip():
        raise CandidatesFound(found)
    return create_person(by=by, office=office, reason_new=reason_new.strip() if found else "", **known)


@transaction.atomic
def update_person(*, by: Actor, person: Person, expected: int, **changes: Any) -> Person:
    """Change what is known of a person: any field of `create_person` that describes them.

    `expected` is the version that was read; Conflict when somebody saved since. Only what differs is written; the
    journal keeps the names of the fields, never their values. Refused unless `by` writes where the person is followed.
    """
    check_visible(by, [person.pk], access.WRITERS)
    fields = _tidy({**_current(person), **changes}, clock.today())
    for name in ("nationality", "province", "language"):
        fields[f"{name}_id"] = _code(fields.pop(name, None) or fields.pop(f"{name}_id", None))
    changed = [name for name in EDITABLE if fields[name] != getattr(person, name)]
    if not changed:
        return person
    for name in changed:
        setattr(person, name, fields[name])
    person.family_key = rules.sort_key(person.family_name, person.given_names)
    person.save_current(expected, [*changed, "family_key"])
    if {"phone", *NAME_FIELDS} & set(changed):
        person.party.label = person.label[:200]
        person.party.save(update_fields=["label"])
    if {"phone", "birth_date", *NAME_FIELDS} & set(changed):
        refresh_keys([person.pk])
    record(by=by, verb="people.update", object=person, fields=[name.removesuffix("_id") for name in changed])
    if FOUND_BY & set(changed):
        tell_changed(by, [person.pk])
    return person


def _current(person: Person) -> dict[str, Any]:
    return {name: getattr(person, name) for name in EDITABLE}


def _code(value: Any) -> str | None:
    return getattr(value, "pk", value) or None


def _tidy(fields: dict[str, Any], day: date) -> dict[str, Any]:
    """The fields as they are kept; RuleBroken beside the field that cannot be."""
    tidy = dict(fields)
    for name in (*NAME_FIELDS, "phone", "email", "address"):
        tidy[name] = re.sub(r"\s+", " ", tidy[name] or "").strip()
    if not any(char.isalpha() for char in tidy["family_name"]):
        raise RuleBroken(_("A name is needed."), field="family_name", code="name")
    if tidy["birth_date"] is None:
        tidy["birth_precision"] = Precision.NONE
    else:
        tidy["birth_date"], tidy["birth_precision"] = _birth(tidy["birth_date"], tidy["birth_precision"], day)
    for name in ("nationality", "province", "language"):
        if isinstance(tidy.get(name), str):
            tidy[f"{name}_id"] = tidy.pop(name) or None
    if tidy["sex"] not in Sex.values:
        raise RuleBroken(_("Unknown sex."), field="sex", code="sex")
    if tidy["activity"] not in Activity.values:
        raise RuleBroken(_("Unknown activity."), field="activity", code="activity")
    return tidy


def _birth(birth: date, precision: str, day: date) -> tuple[date, str]:
    precision = Precision.DAY if precision == Precision.NONE else precision
    if precision == Precision.YEAR:
        birth = birth.replace(month=1, day=1)
    elif precision == Precision.MONTH:
        birth = birth.replace(day=1)
    if birth > day:
        raise RuleBroken(_("This birth date lies in the future."), field="birth_date", code="birth_date")
    if birth < EARLIEST_BIRTH:
        raise RuleBroken(_("This birth date is too long ago."), field="birth_date", code="birth_date")
    return birth, precision


def _write_names(by: Actor, person: Person, names: Sequence[str]) -> None:
    rows = []
    for text in dict.fromkeys(name.strip() for name in names if name.strip()):
        row = NameWritten(person=person, text=text[:240], script=rules.script_of(text))
        row.authored_by(by)
        rows.append(row)
    if rows:
        NameWritten.objects.bulk_create(rows)


def _write_consents(by: Actor, person: Person, purposes: Sequence[str], day: date) -> None:
    rows = [Consent(person=person, purpose=purpose, given_on=day) for purpose in dict.fromkeys(purposes)]
    for row in rows:
        row.authored_by(by)
    if rows:
        Consent.objects.bulk_create(rows)
