"""The keys under which parties are found: written with each name, phone or birth, and anew when the rules change."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Q

from wasl.spine.people import rules
from wasl.spine.people.enums import ContactKind
from wasl.spine.people.models import Contact, KnownWord, NameWritten, Party, Person, SearchKey

AT_A_TIME = 2000
COUNTED_AT_A_TIME = 500
UNCOUNTED = 50


@dataclass(frozen=True, slots=True)
class Bearer:
    """What a party is found by: its names, its phones, its year of birth (`rules.NO_YEAR` where there is none)."""

    party_id: int
    names: tuple[str, ...]
    phones: tuple[str, ...] = ()
    year: int = rules.NO_YEAR


def write_keys(party_id: int, names: Iterable[str], phone: str = "", year: int | None = None) -> None:
    """Write the search keys of a party that has none yet; `year` is its year of birth. Two or three queries."""
    write_keys_of_many([Bearer(party_id, tuple(names), (phone,) if phone else (), year or rules.NO_YEAR)])


def write_keys_of_many(bearers: Iterable[Bearer]) -> int:
    """Write the search keys of parties that have none yet, for an import, a bench or a reindex; returns how many lines.

    Call `count_words` after a large import: beginnings of names then lead to the most frequent first.
    """
    lines: list[SearchKey] = []
    names: dict[str, None] = {}
    for bearer in bearers:
        found: dict[rules.Key, None] = {}
        for phone in bearer.phones or ("",):
            found.update(dict.fromkeys(rules.keys_of(bearer.names, phone).lines))
        lines += [
            SearchKey(party_id=bearer.party_id, number=key.number, fine=key.fine, year=bearer.year)
            for key in found
        ]
        names.update(dict.fromkeys(bearer.names))
    SearchKey.objects.bulk_create(lines, batch_size=AT_A_TIME)
    _know(rules.known_words(names))
    return len(lines)


def _know(words: Collection[str]) -> None:
    """Add the words that are not known yet. Two writers at once may both add one: harmless, and nobody waits."""
    known = set(
        KnownWord.objects.filter(word__in=words, version=rules.KEY_VERSION).values_list("word", flat=True)
    )
    new = [word for word in words if word not in known]
    if new:
        rows = [
            KnownWord(
                word=word,
                sound=rules.fold(word),
                bones=rules.skeletons(word)[0],
                version=rules.KEY_VERSION,
            )
            for word in new
        ]
        KnownWord.objects.bulk_create(rows, batch_size=AT_A_TIME)


def refresh_keys(party_ids: Collection[int]) -> None:
    """Write anew the search keys of these parties, from their rows: after a change of name, phone or birth, a merge.

    A party merged into another has no keys: its names, phones and birth lead to the one that was kept, whose keys
    are written too. Six queries, whatever the number.
    """
    with transaction.atomic():
        into = dict(Party.objects.filter(_group_of(party_ids)).values_list("pk", "merged_into_id"))
        SearchKey.objects.filter(party_id__in=list(into)).delete()
        write_keys_of_many(_bearers(into))


def _group_of(party_ids: Collection[int]) -> Q:
    kept = Party.objects.filter(pk__in=party_ids, merged_into__isnull=False).values("merged_into")
    return Q(pk__in=party_ids) | Q(pk__in=kept) | Q(merged_into__in=party_ids) | Q(merged_into__in=kept)


def _bearers(into: Mapping[int, int | None]) -> list[Bearer]:
    """What each party, or one merged into it, is found by; one Bearer per party and row read."""
    names: dict[int, list[str]] = {}
    phones: dict[int, list[str]] = {}
    years: dict[int, int] = {}
    for pk, label in Party.objects.filter(pk__in=into).values_list("pk", "label"):
        names[pk] = [label]
    rows = Person.objects.filter(pk__in=into).values_list(
        "pk", "family_name", "given_names", "phone", "birth_date"
    )
    for pk, family, given, phone, birth in rows:
        names[pk] = [rules.label(family, given)]
        phones[pk] = [phone] if phone else []
        years[pk] = birth.year if birth else rules.NO_YEAR
    for pk, text in NameWritten.objects.filter(person_id__in=into).values_list("person_id", "text"):
        names[pk].append(text)
    contacts = Contact.objects.current().filter(person_id__in=into, kind=ContactKind.PHONE)
    for pk, value in contacts.values_list("person_id", "value"):
        phones[pk].append(value)
    return [
        Bearer(into[pk] or pk, tuple(all_names), tuple(phones.get(pk, ())), years.get(pk, rules.NO_YEAR))
        for pk, all_names in names.items()
    ]


def count_words() -> None:
    """Count anew how many keys hold each known word's consonants; forget the words that no key holds any more.

    Counts only order what a beginning may stand for: they may be old. After a large import, and from time to time.
    """
    rows = list(KnownWord.objects.only("pk", "bones", "holders"))
    ordered = sorted({rules.single(row.bones) for row in rows})
    held: dict[int, int] = {}
    for start in range(0, len(ordered), COUNTED_AT_A_TIME):
        some = SearchKey.objects.filter(number__in=ordered[start : start + COUNTED_AT_A_TIME]).order_by()
        held.update(some.values_list("number").annotate(held=Count("pk")).values_list("number", "held"))
    changed = []
    for row in rows:
        now = held.get(rules.single(row.bones), 0)
        if now != row.holders:
            row.holders = now
            changed.append(row)
    KnownWord.objects.bulk_update(changed, ["holders"], batch_size=COUNTED_AT_A_TIME)
    KnownWord.objects.filter(holders=0, version=rules.KEY_VERSION).delete()


def count_words_if_due() -> None:
    """Count the known words once many of them were never counted; for the worker, as often as it likes."""
    words = KnownWord.objects.filter(version=rules.KEY_VERSION)
    if words.filter(holders=0).count() > max(UNCOUNTED, words.count() // 20):
        count_words()


def reindex(step: int = AT_A_TIME) -> int:
    """Write the keys of every party anew, a few thousand at a time; returns the number of parties.

    Searching goes on meanwhile: a party is findable before and after its turn.
    """
    KnownWord.objects.exclude(version=rules.KEY_VERSION).delete()
    last, done = 0, 0
    while True:
        ids = list(Party.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:step])
        if not ids:
            break
        refresh_keys(ids)
        last, done = ids[-1], done + len(ids)
    count_words()
    return done
