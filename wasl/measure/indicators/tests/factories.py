"""A programme with a strand and definitions, and acts that count for it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from wasl.base.network.models import Office
from wasl.base.programmes.models import Partner, Programme, PublishedFigure, Source, Strand, Target
from wasl.kernel.actors import SYSTEM
from wasl.measure.indicators.actions import define
from wasl.measure.indicators.models import Definition
from wasl.spine.facts import actions as facts
from wasl.spine.facts.models import Fact
from wasl.spine.people.models import Party

_number = count(1)
START, END = date(2021, 1, 1), date(2021, 12, 31)
AS_OF = date(2022, 6, 30)


def a_programme(*offices: Office, currency: str = "MAD") -> Programme:
    """A programme of 2021 in which the organisations of these offices take part, with one strand."""
    code = f"programme-{next(_number)}"
    programme = Programme.objects.create(
        code=code, name_fr=code.title(), starts_on=START, ends_on=END, currency=currency
    )
    for organisation in {office.organisation_id for office in offices}:
        Partner.objects.create(programme=programme, organisation_id=organisation, role="lead")
    Strand.objects.create(programme=programme, code="collective", name_fr="Collectif")
    return programme


def values(code: str = "advised", **changes: Any) -> dict[str, Any]:
    """What a definition holds: people advised or accompanied in 2021, unless changed."""
    return {
        "code": code,
        "label_fr": code.title(),
        "label_ar": "",
        "label_en": "",
        "words_fr": "",
        "words_ar": "",
        "words_en": "",
        "unit": "person",
        "count_by": "person",
        "clauses": [{"kinds": ["advised", "accompanied"]}],
        "period_rule": "in_period",
        "period_start": START,
        "period_end": END,
        "splits": ["sex", "nationality_group", "office"],
        "targets": [],
        "published": [],
        "stage": None,
        **changes,
    }


def a_definition(programme: Programme, code: str = "advised", **changes: Any) -> Definition:
    """The one definition of the programme, replacing those it had."""
    define(by=SYSTEM, programme=programme, wanted=[values(code, **changes)])
    row = Definition.objects.in_force().get(programme=programme, code=code)
    row.programme = programme
    return row


def an_act(
    programme: Programme,
    office: Office,
    party: Party,
    kind: str = "advised",
    on: date = date(2021, 5, 4),
    **more: Any,
) -> Fact:
    """Something that happened to the party, counted for the programme."""
    source = more.pop("source", party)
    return facts.record(
        by=SYSTEM, kind=kind, on=on, office=office, source=source, party=party, programme=programme, **more
    )


def a_source(programme: Programme) -> Source:
    return Source.objects.create(programme=programme, code=f"s-{next(_number)}", title="La presse de 2021")


def a_target(programme: Programme, code: str, value: int) -> Target:
    return Target.objects.create(
        programme=programme,
        code=code,
        label_fr=code,
        value=Decimal(value),
        unit="person",
        source=a_source(programme),
    )


def a_published(programme: Programme, code: str, value: int) -> PublishedFigure:
    return PublishedFigure.objects.create(
        programme=programme,
        code=code,
        label_fr=code,
        value=Decimal(value),
        unit="person",
        kind="result",
        source=a_source(programme),
    )
