"""A throw-away installation filled with invented people, through the product's own models and its own key writer.

Imported once Django stands, in a process that has an installation of its own (bench.databases.environment).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import islice

from django.core.management import call_command
from django.db import connection, transaction

from bench.names.people import Record
from wasl.base.network.models import Office, Organisation
from wasl.base.reference.load import load_reference
from wasl.kernel.actors import Actor, Grant, Role
from wasl.kernel.crypto import blind_index
from wasl.spine.people import rules
from wasl.spine.people.actions.keys import Bearer, count_words, write_keys_of_many
from wasl.spine.people.enums import FollowingBasis, PartyKind
from wasl.spine.people.models import Following, Paper, Party, Person
from wasl.spine.people.queries.search import PAPER_PURPOSE

CHUNK = 5000
OFFICES = 3


def prepare() -> Actor:
    """Migrate, load the nomenclatures, open three offices; the adviser who works for all of them."""
    call_command("migrate", verbosity=0, interactive=False)
    load_reference()
    owner = Organisation.objects.create(code="bench", name="Bench")
    for number in range(OFFICES):
        Office.objects.create(
            organisation=owner, code=f"bench-{number}", name=f"Bench {number}", province_id="MA-TNG"
        )
    return Actor(id=None, label="bench", grants=(Grant(Role.ADVISER, owner.pk),))


def fill(people: Iterable[Record]) -> None:
    """Write the people with what they are found by; the key of each party is the number of its record."""
    offices = list(Office.objects.order_by("pk"))
    source = iter(people)
    while chunk := list(islice(source, CHUNK)):
        with transaction.atomic():
            _write(chunk, offices)
    count_words()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM ANALYZE")


def _write(chunk: list[Record], offices: list[Office]) -> None:
    owner = offices[0].organisation_id
    Party.objects.bulk_create(
        Party(pk=one.id, kind=PartyKind.PERSON, label=one.label[:200], organisation_id=owner) for one in chunk
    )
    Person.objects.bulk_create(_person(one) for one in chunk)
    Following.objects.bulk_create(
        Following(
            party_id=one.id,
            organisation_id=owner,
            office=offices[one.household % len(offices)],
            starts_on=date(2024, 1, 2),
            basis=FollowingBasis.WELCOME,
        )
        for one in chunk
    )
    Paper.objects.bulk_create(
        Paper(
            person_id=one.id,
            kind=kind,
            number=number,
            number_index=blind_index(rules.paper_key(number), PAPER_PURPOSE),
        )
        for one in chunk
        for kind, number in one.papers
    )
    write_keys_of_many(
        Bearer(one.id, (one.label,), (one.phone,) if one.phone else (), one.birth_year or rules.NO_YEAR)
        for one in chunk
    )


def _index(number: str) -> str:
    return blind_index(rules.paper_key(number), PAPER_PURPOSE)


def _person(one: Record) -> Person:
    return Person(
        party_id=one.id,
        family_name=one.family_name,
        given_names=one.given_names,
        family_key=rules.sort_key(one.family_name, one.given_names),
        sex=one.sex,
        birth_date=date.fromisoformat(one.birth_date) if one.birth_date else None,
        birth_precision=one.birth_precision,
        nationality_id=one.nationality or None,
        phone=one.phone,
        registered_on=date(2024, 1, 2),
    )
