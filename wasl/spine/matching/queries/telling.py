"""Two persons side by side: what agrees, what differs, what is unknown, and all that tells them apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from wasl.kernel.actors import Actor
from wasl.kernel.ui import words as shown
from wasl.spine.matching.models import Duplicate
from wasl.spine.matching.queries.candidates import rarity_among
from wasl.spine.matching.queries.records import known_of, records_of
from wasl.spine.matching.rules import Comparison, compare
from wasl.spine.people import access as people_access
from wasl.spine.people import rules as people
from wasl.spine.people.enums import Sex
from wasl.spine.people.models import Contact, NameWritten, Paper, Party, Person, Tie
from wasl.spine.people.queries import timeline_of
from wasl.spine.people.queries.search import told_apart

AT_MOST = 12
Text = str | Promise


@dataclass(frozen=True, slots=True)
class Line:
    """One thing said of both; `tone`: success where they agree, danger where they differ, else nothing."""

    label: Text
    first: tuple[str, ...]
    second: tuple[str, ...]
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Together:
    """A day on which the same thing happened to both."""

    day: str
    title: Text


def comparison_of(pair: Duplicate) -> Comparison | None:
    """How the two compare now; None when one is no longer there to be compared. Six queries."""
    known = known_of(pair.party_ids)
    if len(known) < 2:
        return None
    records = records_of(list(known.values()))
    return compare(records[pair.first_id], records[pair.second_id], rarity_among(known.values()))


def lines_of(actor: Actor, pair: Duplicate, comparison: Comparison) -> list[Line]:
    """What is known of both, line by line; papers only for those who may see them, their numbers masked."""
    one, other = pair.first, pair.second
    ids = pair.party_ids
    tones = _tones(comparison)
    told = {found.person.pk: found for found in told_apart([(one, 0, ()), (other, 0, ())])}
    names, phones, ties = _names(ids), _phones((one, other)), _ties(actor, ids)
    lines = [
        Line(_("Name"), (one.label,), (other.label,), tones.get("name", "")),
        _line(_("Names on papers"), names, ids),
        _line(_("Birth"), {p.pk: [_birth(p)] for p in (one, other)}, ids, tones.get("birth", "")),
        _line(_("Sex"), {p.pk: [_sex(p)] for p in (one, other)}, ids, tones.get("sex", "")),
        _line(
            _("Nationality"), {p.pk: [_country(p)] for p in (one, other)}, ids, tones.get("nationality", "")
        ),
        _line(_("Phones"), phones, ids, tones.get("phone", "")),
        _line(_("E-mail"), {p.pk: [p.email] for p in (one, other)}, ids, tones.get("email", "")),
    ]
    if people_access.may_see_papers(actor):
        lines.append(_line(_("Papers"), _papers(ids), ids, tones.get("paper", "")))
    return [
        *lines,
        _line(_("Household and family"), ties, ids, tones.get("tied", "") or tones.get("household", "")),
        _line(_("Followed at"), {pk: told[pk].offices for pk in ids}, ids),
        _line(_("Registered on"), {p.pk: [shown.day(p.registered_on)] for p in (one, other)}, ids),
        _line(_("Last seen"), {pk: [_day(told[pk].last_seen)] for pk in ids}, ids),
    ]


def together(actor: Actor, first: Party, second: Party) -> list[Together]:
    """What happened to both on one day, newest first: two people who came together, or one person written twice."""
    told = [
        {(entry.at.date(), str(entry.title)) for entry in timeline_of(actor, party) if not entry.of_record}
        for party in (first, second)
    ]
    both = sorted(told[0] & told[1], reverse=True)
    return [Together(shown.day(day), title) for day, title in both[:AT_MOST]]


def _tones(comparison: Comparison) -> dict[str, str]:
    """The beginning of a code → how its line is shown; what differs wins over what agrees."""
    tones: dict[str, str] = {}
    for codes, tone in ((comparison.agrees, "success"), (comparison.differs, "danger")):
        for code in codes:
            tones["name" if code == "twins" else code.partition("_")[0]] = tone
    return tones


def _line(label: Text, values: Mapping[int, Iterable[str]], ids: tuple[int, int], tone: str = "") -> Line:
    first, second = (tuple(text for text in values.get(pk, ()) if text) for pk in ids)
    return Line(label, first, second, tone)


def _birth(person: Person) -> str:
    return people.birth_text(person.birth_date, person.birth_precision)


def _sex(person: Person) -> str:
    return "" if person.sex == Sex.UNKNOWN else str(person.get_sex_display())


def _country(person: Person) -> str:
    return person.nationality.label if person.nationality else ""


def _day(day: object) -> str:
    return shown.day(day) if day else ""  # type: ignore[arg-type]


def _names(ids: tuple[int, int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for pk, text in NameWritten.objects.filter(person_id__in=ids).values_list("person_id", "text"):
        found.setdefault(pk, []).append(text)
    return found


def _phones(persons: Iterable[Person]) -> dict[int, list[str]]:
    """The ends of phones."""
    found = {person.pk: [_end(person.phone)] for person in persons}
    rows = Contact.objects.current().filter(person_id__in=found, kind="phone", owner="self")
    for pk, value in rows.values_list("person_id", "value"):
        found[pk].append(_end(value))
    return {pk: list(dict.fromkeys(ends)) for pk, ends in found.items()}


def _end(phone: str) -> str:
    return people.mask_end(people.phone_digits(phone), 4) if phone else ""


def _papers(ids: tuple[int, int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for paper in Paper.objects.filter(person_id__in=ids):
        text = f"{paper.get_kind_display()} {people.mask_end(paper.number)}"
        found.setdefault(paper.person_id, []).append(text)
    return found


def _ties(actor: Actor, ids: tuple[int, int]) -> dict[int, list[str]]:
    """Those they are tied to, among the people the reader may see."""
    visible = Party.objects.visible_to(actor)
    found: dict[int, list[str]] = {}
    for mine, theirs in (("party", "other"), ("other", "party")):
        rows = Tie.objects.filter(**{f"{mine}_id__in": ids, f"{theirs}__in": visible}, ends_on=None)
        for tie in rows.select_related(theirs):
            label = f"{getattr(tie, theirs).label} ({tie.get_kind_display()})"
            found.setdefault(getattr(tie, f"{mine}_id"), []).append(label)
    return found
