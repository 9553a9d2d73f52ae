"""The lines behind a figure. Showing them is a read, and stands in the journal before the page leaves."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.db.models import BooleanField, Case, F, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wasl.base.audit.actions import record_read
from wasl.base.reference.enums import CountryGroup
from wasl.kernel.actors import Actor
from wasl.kernel.tables import BooleanFilter, ChoiceFilter, Column, DateFilter, Empty, Table
from wasl.kernel.tables.columns import Row
from wasl.kernel.web import actor_of
from wasl.measure.indicators.enums import LegalForm
from wasl.measure.indicators.queries import Compiled, may_open, of_partner, picked_of_many, record_links
from wasl.spine.facts.enums import FactKind
from wasl.spine.facts.models import Fact, FactPerson
from wasl.spine.people.enums import Sex
from wasl.spine.people.models import CountedAs, Party
from wasl.spine.people.queries import counted_key

JOINED = BooleanFilter("joined", _("Registered more than once"))
NO_LINE = Empty(
    title=_("Nothing counted"), text=_("No act of your offices counts for this figure on that day.")
)


def people_lines(made: Compiled, actor: Actor) -> QuerySet[FactPerson]:
    """The rows of a figure with the party of each person, where the actor may see it."""
    found: QuerySet[FactPerson] = _with_party(
        made, made.rows.select_related("fact__office"), "person_key", actor
    )
    return found


def fact_lines(made: Compiled, actor: Actor) -> QuerySet[Fact]:
    """The rows of a figure with their party, where the actor may see it."""
    found: QuerySet[Fact] = _with_party(made, made.rows.select_related("office"), "party__key", actor)
    return found


def _with_party(made: Compiled, rows: QuerySet[Any], key: str, actor: Actor) -> Any:
    """With the party that bears the key of the row; else another counted with it (it was merged into that one)."""
    seen = Party.objects.visible_to(actor).order_by("pk")
    together = CountedAs.objects.filter(counted_as=OuterRef(OuterRef("line_counted"))).values("key")
    ways = [
        seen.filter(key=OuterRef("line_key")),
        seen.filter(key=OuterRef("line_counted")),
        seen.filter(key__in=together),
    ]
    found: Any = rows.annotate(line_key=F(key), line_counted=counted_key(key)).annotate(
        **{
            f"party_{name}": Coalesce(*(Subquery(way.values(name)[:1]) for way in ways))
            for name in ("pk", "label", "kind")
        }
    )
    if made.units is None:
        return found
    many = Case(When(pk__in=picked_of_many(made), then=True), default=False, output_field=BooleanField())
    return found.alias(joined=many)


def by_partner(table: type[Lines], made: Compiled, partners: Sequence[tuple[int, str]]) -> type[Lines]:
    """The same list with a filter of partners (id, name): whom each of them helped, as many as its count says."""

    def helped(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        own = of_partner(made, int(value)).order_by().values("pk")
        return rows.filter(pk__in=own)

    chosen = ChoiceFilter("partner", _("Helped by"), choices=partners, apply=helped)
    return type(table.__name__, (table,), {"filters": [*table.filters, chosen]})


def _party(row: Any) -> SafeString:
    if row.party_label:
        return format_html("<bdi>{}</bdi>", row.party_label)
    return format_html('<span class="quiet">{}</span>', gettext("file of another office"))


def _party_url(row: Any) -> str | None:
    if not row.party_pk:
        return None
    return Party(pk=row.party_pk, kind=row.party_kind).get_absolute_url()


def _act(fact: Fact) -> str:
    return str(FactKind(fact.kind).label)


def _record_url(row: Any) -> str | None:
    return getattr(row, "record_url", None)


def _fact_url(actor: Actor, fact: Fact) -> str | None:
    """The act's own page, for those who read acts without opening every record behind them."""
    address = reverse("facts:fact", args=[fact.pk])
    return address if may_open(actor, address) else None


class Lines(Table[Any]):
    """What both lists share: the journal, and links to the records."""

    default_sort = "-on"
    export_name = "figure"
    empty = NO_LINE

    def fact(self, record: Any) -> Fact:
        found: Fact = record
        return found

    @cached_property
    def rows(self) -> list[Row]:
        """The rows of the page with links to their records; read entries are written first."""
        records = self.page.records
        actor = actor_of(self.request)
        seen = [record.party_pk for record in records if record.party_pk]
        if seen:
            record_read(by=actor, verb="indicators.open", kind="people.party", object_ids=seen)
        facts = [self.fact(record) for record in records]
        links = record_links(((fact.source_kind, fact.source_id) for fact in facts), actor=actor)
        for record, fact in zip(records, facts, strict=True):
            record.record_url = links.get((fact.source_kind, fact.source_id)) or _fact_url(actor, fact)
        return [self.row(record) for record in records]


class PeopleLines(Lines):
    """One line for each person counted, by the last of the acts that count."""

    columns = [
        Column("name", _("Person"), value=_party, href=_party_url, export=lambda row: row.party_label or ""),
        Column("sex", _("Sex"), value=lambda row: Sex(row.sex).label, sort="sex"),
        Column(
            "group",
            _("Group of nationalities"),
            value=lambda row: CountryGroup(row.nationality_group).label if row.nationality_group else "",
            sort="nationality_group",
        ),
        Column("act", _("Last act that counts"), value=lambda row: _act(row.fact), href=_record_url),
        Column("on", _("On"), value=lambda row: row.fact.happened_on, kind="date", sort="fact__happened_on"),
        Column("office", _("Office"), value=lambda row: row.fact.office.name, sort="fact__office__name"),
    ]
    filters = [
        ChoiceFilter("sex", _("Sex"), choices=Sex.choices, field="sex"),
        ChoiceFilter(
            "group", _("Group of nationalities"), choices=CountryGroup.choices, field="nationality_group"
        ),
        DateFilter("from", _("From"), field="fact__happened_on", lookup="gte"),
        DateFilter("to", _("Until"), field="fact__happened_on", lookup="lte"),
        JOINED,
    ]

    def fact(self, record: Any) -> Fact:
        found: Fact = record.fact
        return found


_COMMON = [
    Column("party", _("File"), value=_party, href=_party_url, export=lambda row: row.party_label or ""),
    Column("act", _("What happened"), value=_act, href=_record_url, sort="kind"),
    Column("on", _("On"), value=lambda row: row.happened_on, kind="date", sort="happened_on"),
    Column("office", _("Office"), value=lambda row: row.office.name, sort="office__name"),
]


def _form(row: Fact) -> str:
    known = LegalForm(row.legal_form).label if row.legal_form in LegalForm.values else row.legal_form
    return str(known)


class FactLines(Lines):
    """One line for each group, business or record counted."""

    columns = [
        *_COMMON,
        Column("legal_form", _("Legal form"), value=_form, sort="legal_form"),
        Column("quantity", _("Quantity"), value=lambda row: row.quantity, kind="number", default=False),
    ]
    filters = [
        ChoiceFilter("form", _("Legal form"), choices=LegalForm.choices, field="legal_form"),
        DateFilter("from", _("From"), field="happened_on", lookup="gte"),
        DateFilter("to", _("Until"), field="happened_on", lookup="lte"),
    ]


class PartyLines(FactLines):
    """One line for each person or group counted."""

    filters = [*FactLines.filters, JOINED]


class AmountLines(Lines):
    """One line for each amount of the sum, in MAD."""

    columns = [
        *_COMMON,
        Column("amount", _("Amount"), value=lambda row: row.amount_mad, kind="money", sort="amount_mad"),
    ]
    filters = FactLines.filters[1:]
