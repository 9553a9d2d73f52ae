"""What this room answers when evidence is asked of a party."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from wasl.spine.people import rules
from wasl.spine.people.enums import ConsentPurpose, Sex
from wasl.spine.people.evidence import MISSING, NO, VALUE, YES, Answer, provide
from wasl.spine.people.models import Consent, Party, Person
from wasl.spine.people.queries.members import members_on
from wasl.spine.people.queries.residence import residence_on
from wasl.spine.people.rules.residence import HOME

WHY: dict[str, str | Promise] = {
    "moroccan": _("Moroccan nationality"),
    "no_status": _("no residence status recorded"),
    "expired": _("residence permit ended"),
    "in_force": _("residence permit in force"),
    "provisional": _("filing receipt in force, renewal under way"),
    "not_regular": _("no residence permit"),
}
NOBODY = _("Nobody is behind this party on that day.")


def provide_all() -> None:
    """Declare every code this room answers."""
    provide("age", _("Age of the youngest"), "years", age)
    provide("age_oldest", _("Age of the oldest"), "years", age_oldest)
    provide("residence_status", _("Residence status"), "code", residence_status)
    provide("residence_regular", _("Regular stay"), "", residence_regular)
    provide("collective_size", _("Number of members"), "persons", collective_size)
    provide("collective_women", _("Number of women"), "persons", collective_women)
    provide("collective_moroccans", _("Number of Moroccans"), "persons", collective_moroccans)
    provide("nationality_moroccan", _("Moroccan nationality"), "", nationality_moroccan)
    provide("all_consented", _("Consent of each member to the file"), "", all_consented)
    for purpose in ConsentPurpose:
        label = format_lazy("{}: {}", _("Consent of each member"), purpose.label)
        provide(f"consent_{purpose.value}", label, "", partial(_consent, purpose.value))


def age(party: Party, on: date) -> Answer:
    """Completed years of the person, of the youngest of a collective; a range where only month or year is known."""
    return _age("age", party, on, youngest=True)


def age_oldest(party: Party, on: date) -> Answer:
    """As `age`, for the oldest of a collective."""
    return _age("age_oldest", party, on, youngest=False)


def _age(code: str, party: Party, on: date, *, youngest: bool) -> Answer:
    choose: Callable[[Iterable[int]], int] = min if youngest else max
    persons = members_on(party, on)
    known = {p.pk: rules.ages_on(p.birth_date, p.birth_precision, on) for p in persons}
    ranges = [ages for ages in known.values() if ages is not None]
    if not persons:
        return Answer(code, MISSING, reason=NOBODY)
    if len(ranges) < len(persons):
        return Answer(code, MISSING, reason=_("Birth date unknown: %s") % _names(persons, known))
    low, high = choose(r[0] for r in ranges), choose(r[1] for r in ranges)
    return Answer(code, VALUE, Decimal(low), "years", source=_source(persons), high=Decimal(high))


def residence_status(party: Party, on: date) -> Answer:
    """Code of the status in force of one person; missing for a collective whose members differ."""
    persons = members_on(party, on)
    held = {pk: regular.held for pk, regular in residence_on(persons, on).items()}
    codes = {one.status if one and one.in_force(on) else "" for one in held.values()}
    if not persons or "" in codes:
        return Answer("residence_status", MISSING, reason=WHY["no_status"])
    if len(codes) > 1:
        return Answer("residence_status", MISSING, reason=_("The members hold different statuses."))
    ends = [one.valid_to for one in held.values() if one and one.valid_to]
    source = ",".join(f"people.residencestatus:{one.record}" for one in held.values() if one)
    return Answer(
        "residence_status", VALUE, codes.pop(), "code", source=source, valid_until=min(ends, default=None)
    )


def residence_regular(party: Party, on: date) -> Answer:
    """Whether the stay of every person behind the party is regular: one no decides, else one missing."""
    persons = members_on(party, on)
    if not persons:
        return Answer("residence_regular", MISSING, reason=NOBODY)
    found = residence_on(persons, on)
    state = _all([regular.state for regular in found.values()])
    deciding = [p for p in persons if found[p.pk].state == state]
    words = [format_lazy("{}: {}", p.label, WHY[found[p.pk].why]) for p in deciding]
    held = [one.held for one in found.values() if one.held]
    return Answer(
        "residence_regular",
        state,
        reason=format_lazy(" · ".join(["{}"] * len(words)), *words),
        source=",".join(f"people.residencestatus:{one.record}" for one in held),
        valid_until=min((one.valid_to for one in held if one.valid_to), default=None)
        if state == YES
        else None,
    )


def collective_size(party: Party, on: date) -> Answer:
    """How many persons stand behind the party on that day; one for a person."""
    persons = members_on(party, on)
    return Answer("collective_size", VALUE, Decimal(len(persons)), "persons", source=_source(persons))


def collective_women(party: Party, on: date) -> Answer:
    """How many of them are women; a range where the sex of some is not said."""
    persons = members_on(party, on)
    women = sum(p.sex == Sex.FEMALE for p in persons)
    unsaid = sum(p.sex == Sex.UNKNOWN for p in persons)
    value, high = Decimal(women), Decimal(women + unsaid)
    return Answer("collective_women", VALUE, value, "persons", source=_source(persons), high=high)


def collective_moroccans(party: Party, on: date) -> Answer:
    """How many of them are Moroccan; a range where some nationality is unknown."""
    persons = members_on(party, on)
    moroccans = sum(p.nationality_id == HOME for p in persons)
    unsaid = sum(p.nationality_id is None for p in persons)
    value, high = Decimal(moroccans), Decimal(moroccans + unsaid)
    return Answer("collective_moroccans", VALUE, value, "persons", source=_source(persons), high=high)


def nationality_moroccan(party: Party, on: date) -> Answer:
    """Whether every person behind the party is Moroccan."""
    persons = members_on(party, on)
    if not persons:
        return Answer("nationality_moroccan", MISSING, reason=NOBODY)
    known = {p.pk: p.nationality_id for p in persons}
    state = _all([MISSING if not code else YES if code == HOME else NO for code in known.values()])
    reason: str | Promise = ""
    if state == MISSING:
        reason = _("Nationality unknown: %s") % _names(persons, known)
    return Answer("nationality_moroccan", state, reason=reason, source=_source(persons))


def all_consented(party: Party, on: date) -> Answer:
    """Whether every person behind the party agreed that the file be kept, and has not withdrawn."""
    return replace(_consent(ConsentPurpose.FILE, party, on), code="all_consented")


def _consent(purpose: str, party: Party, on: date) -> Answer:
    """Whether every person behind the party agreed to the purpose and the consent holds; missing else, never no."""
    code = f"consent_{purpose}"
    persons = members_on(party, on)
    if not persons:
        return Answer(code, MISSING, reason=NOBODY)
    rows = list(Consent.objects.on(on).filter(person__in=persons, purpose=purpose).order_by("pk"))
    given = {row.person_id: row.pk for row in rows}
    lacking = {p.pk: given.get(p.pk) for p in persons}
    source = ",".join(f"people.consent:{pk}" for pk in given.values())
    if len(given) == len(persons):
        ends = min((row.expires_on for row in rows if row.expires_on), default=None)
        return Answer(code, YES, source=source, valid_until=ends)
    reason = _("No consent recorded: %s") % _names(persons, lacking)
    return Answer(code, MISSING, reason=reason, source=source)


def _all(states: list[str]) -> str:
    return NO if NO in states else MISSING if MISSING in states else YES


def _names(persons: list[Person], known: Mapping[int, object]) -> str:
    return ", ".join(person.label for person in persons if known[person.pk] is None)


def _source(persons: list[Person]) -> str:
    return ",".join(f"people.person:{person.pk}" for person in persons)
