"""The lists of the network: organisations, and the directory of services."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from wasl.base.network import rules
from wasl.base.network.enums import OfferKind, OrganisationKind
from wasl.base.network.models import Organisation, ServiceOffer
from wasl.base.network.models.office import open_on
from wasl.base.network.queries import verification_of
from wasl.base.network.searching import holds_words
from wasl.base.reference.models import Province, Region
from wasl.base.reference.queries import choices
from wasl.kernel import clock
from wasl.kernel.periods import add_months
from wasl.kernel.tables import BooleanFilter, ChoiceFilter, Column, Empty, SearchFilter, Table


def _kinds(organisation: Organisation) -> str:
    return ", ".join(str(label) for label in organisation.kind_labels)


def _name(organisation: Organisation) -> SafeString:
    return format_html("<bdi>{}</bdi>", organisation.label)


def _offices(organisation: Organisation) -> SafeString:
    names = ((office.name,) for office in organisation.offices.all() if office.closed_on is None)
    return format_html_join(", ", "<bdi>{}</bdi>", names)


def _of_kind(rows: QuerySet[Any, Any], kind: str) -> QuerySet[Any, Any]:
    return rows.filter(pk__in=Organisation.objects.of_kind(kind).values("pk"))


class OrganisationTable(Table[Organisation]):
    """Organisations, by name."""

    columns = [
        Column(
            "name",
            _("Name"),
            value=_name,
            href=lambda organisation: organisation.get_absolute_url(),
            sort="name",
            export=lambda organisation: organisation.label,
        ),
        Column("kinds", _("What it is"), value=_kinds),
        Column(
            "offices",
            _("Offices"),
            value=_offices,
            export=lambda o: ", ".join(each.name for each in o.offices.all() if each.closed_on is None),
        ),
        Column("code", _("Code"), value=lambda organisation: organisation.code, sort="code", default=False),
    ]
    filters = [
        SearchFilter(
            "q",
            _("Name"),
            apply=lambda rows, text: rows.filter(
                Q(name__icontains=text) | Q(name_ar__icontains=text) | Q(code__icontains=text)
            ),
        ),
        ChoiceFilter(
            "kind",
            _("What it is"),
            choices=OrganisationKind.choices,
            apply=_of_kind,
        ),
    ]
    default_sort = "name"
    export_name = "organisations"
    empty = Empty(
        title=_("No organisation yet"),
        text=_("Packs bring the organisations of their programme; others are added here."),
    )


# ------------------------------------------------------------------------------------------ the directory
VERIFICATIONS = [
    ("recent", _("Verified")),
    ("old", _("Verified long ago")),
    ("never", _("Not verified")),
]
TONES = {"recent": "success", "old": "attention", "never": "attention"}


def territory(offer: ServiceOffer) -> str:
    """Where a service is given, in words."""
    if offer.everywhere:
        return gettext("The whole country")
    return ", ".join(province.label for province in offer.provinces.all())


def verification_status(offer: ServiceOffer) -> tuple[str, str]:
    """The tone and the words of how far an offer was verified."""
    code = verification_of(offer, clock.today())
    return TONES[code], str(dict(VERIFICATIONS)[code])


def opening_status(offer: ServiceOffer) -> tuple[str, str]:
    """The tone and the words of whether a service is offered today."""
    today = clock.today()
    if rules.is_open(opened_on=offer.opened_on, closed_on=offer.closed_on, on=today):
        return "success", pgettext("service", "Offered")
    ahead = offer.opened_on is not None and today < offer.opened_on
    return ("info", gettext("Not open yet")) if ahead else ("neutral", pgettext("service", "Ended"))


def _in_region(rows: QuerySet[Any, Any], region: str) -> QuerySet[Any, Any]:
    return rows.filter(Q(everywhere=True) | Q(pk__in=_given_in(provinces__region=region)))


def _in_province(rows: QuerySet[Any, Any], province: str) -> QuerySet[Any, Any]:
    return rows.filter(Q(everywhere=True) | Q(pk__in=_given_in(provinces=province)))


def _given_in(**where: str) -> QuerySet[ServiceOffer, Any]:
    return ServiceOffer.objects.order_by().filter(**where).values("pk")


def _offered(rows: QuerySet[Any, Any], wanted: bool) -> QuerySet[Any, Any]:
    today = open_on(clock.today())
    return rows.filter(today if wanted else ~today)


def _verified(rows: QuerySet[Any, Any], wanted: str) -> QuerySet[Any, Any]:
    since = add_months(clock.today(), -settings.WASL_DIRECTORY_MONTHS)
    conditions = {
        "never": Q(verified_on__isnull=True),
        "old": Q(verified_on__lte=since - timedelta(days=1)),
        "recent": Q(verified_on__gte=since),
    }
    return rows.filter(conditions[wanted])


def _offering() -> list[tuple[int, str]]:
    offering = Organisation.objects.filter(pk__in=ServiceOffer.objects.order_by().values("organisation"))
    return [(row.pk, row.label) for row in offering]


class DirectoryTable(Table[ServiceOffer]):
    """Services that institutions and partners offer, by territory."""

    columns = [
        Column(
            "name",
            _("Service"),
            value=lambda offer: offer.label,
            href=lambda offer: offer.get_absolute_url(),
            sort=("name_fr", "pk"),
        ),
        Column(
            "organisation",
            _("Organisation"),
            value=lambda offer: format_html("<bdi>{}</bdi>", offer.organisation.label),
            sort=("organisation__name", "pk"),
            export=lambda offer: offer.organisation.label,
        ),
        Column("kind", _("Kind"), value=lambda offer: offer.get_kind_display(), sort=("kind", "pk")),
        Column("territory", _("Where"), value=territory),
        Column(
            "answer",
            _("Answer within (days)"),
            value=lambda offer: offer.answer_days,
            kind="number",
            sort=("answer_days", "pk"),
        ),
        Column("verified", _("Verification"), value=verification_status, kind="status"),
        Column("state", _("Status"), value=opening_status, kind="status"),
        Column(
            "verified_on",
            _("Verified on"),
            value=lambda offer: offer.verified_on,
            kind="date",
            sort=("verified_on", "pk"),
            default=False,
        ),
        Column("conditions", _("Conditions"), value=lambda offer: offer.conditions, default=False),
        Column("source", _("Source"), value=lambda offer: offer.source, default=False),
    ]
    filters = [
        SearchFilter("q", _("Service"), apply=lambda rows, text: rows.filter(holds_words(text))),
        ChoiceFilter("kind", _("Kind"), choices=OfferKind.choices),
        ChoiceFilter("region", _("Region"), choices=lambda: choices(Region), apply=_in_region),
        ChoiceFilter("province", _("Province"), choices=lambda: choices(Province), apply=_in_province),
        ChoiceFilter("organisation", _("Organisation"), choices=_offering, field="organisation"),
        BooleanFilter("open", _("Offered today"), apply=_offered),
        ChoiceFilter("verified", _("Verification"), choices=VERIFICATIONS, apply=_verified),
    ]
    default_sort = "name"
    export_name = "directory"
    empty = Empty(
        title=_("No service in the directory"),
        text=_("Services are added on the page of the organisation that offers them."),
    )
