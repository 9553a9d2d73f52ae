"""What the stream of facts holds on a person, told to them: what was counted, as it was frozen then."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from wasl.base.reference.models import Country
from wasl.kernel.actors import Actor
from wasl.spine.facts.models import FactPerson
from wasl.spine.people.enums import Activity, Sex
from wasl.spine.people.models import Party
from wasl.spine.people.queries.telling import told, word
from wasl.spine.people.slots import Holding, Word


def held(by: Actor, party: Party) -> Iterable[Holding]:
    """The facts that count this person, under any record of theirs that was merged into this one."""
    countries = {country.pk: country.label for country in Country.objects.all()}
    rows = FactPerson.objects.filter(person_key__in=_keys(party)).order_by("fact__happened_on", "pk")
    yield told(
        "facts.facts",
        _("What was counted for the figures"),
        rows.select_related("fact__organisation", "fact__office").prefetch_related(
            "fact__programmes__programme"
        ),
        {
            "kind": _("What"),
            "happened_on": _("Happened on"),
            "recorded_at": _("Recorded"),
            "organisation": _("Organisation"),
            "office": _("Office"),
            "programmes": _("Programmes"),
            "sex": _("Sex"),
            "age": _("Age"),
            "nationality": _("Nationality"),
            "activity": _("Activity"),
        },
        values={
            "kind": lambda row: Word(row.fact.kind, row.fact.get_kind_display()),
            "happened_on": lambda row: row.fact.happened_on,
            "recorded_at": lambda row: row.fact.recorded_at,
            "organisation": lambda row: row.fact.organisation.label,
            "office": lambda row: str(row.fact.office),
            "programmes": lambda row: ", ".join(str(one.programme) for one in row.fact.programmes.all()),
            "sex": lambda row: Word(row.sex, Sex(row.sex).label),
            "nationality": lambda row: word(row.nationality, countries.get(row.nationality, row.nationality)),
            "activity": lambda row: word(row.activity, Activity(row.activity or "unknown").label),
        },
    )


def _keys(party: Party) -> list[UUID]:
    """The keys under which facts may know this party: its own and those of the records absorbed, at any depth."""
    found, ids = [party.key], [party.pk]
    while absorbed := list(Party.objects.filter(merged_into__in=ids).values_list("pk", "key").order_by("pk")):
        ids = [pk for pk, _key in absorbed]
        found += [key for _pk, key in absorbed]
    return found
