"""Lists of the accounts."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wasl.base.accounts.access import READERS
from wasl.base.accounts.enums import ROLE_CHOICES
from wasl.base.accounts.models import Membership, User
from wasl.base.network.models import Office, Organisation
from wasl.base.network.queries import SOON_DAYS
from wasl.kernel import clock
from wasl.kernel.tables import ChoiceFilter, Column, DateFilter, Empty, SearchFilter, Table
from wasl.kernel.web import actor_of


def scope_text(membership: Membership) -> str:
    """Organisation, offices and programmes of a role, in words."""
    offices = [office.name for office in membership.offices.all()] or [gettext("all offices")]
    programmes = [str(programme) for programme in membership.programmes.all()]
    parts = [
        membership.organisation.label,
        ", ".join(offices),
        *([", ".join(programmes)] if programmes else []),
    ]
    return " · ".join(parts)


def role_text(membership: Membership) -> str:
    """A role with its offices and programmes, for one line of a list."""
    offices = [office.name for office in membership.offices.all()]
    programmes = [str(programme) for programme in membership.programmes.all()]
    limits = ", ".join(offices + programmes)
    name = membership.get_role_display()
    return f"{name} ({limits})" if limits else str(name)


def _roles(user: User) -> str:
    return " · ".join(role_text(membership) for membership in user.memberships.all())


def _state(user: User) -> tuple[str, str]:
    if not user.is_active:
        return "neutral", gettext("Closed")
    if user.last_login is None:
        return "attention", gettext("Never signed in")
    return "success", gettext("Active")


def _organisations(request: HttpRequest) -> Iterable[tuple[int, str]]:
    rows = Organisation.objects.covered_by(actor_of(request), READERS)
    return [(row.pk, row.label) for row in rows]


def _with_role(users: QuerySet[User], role: str) -> QuerySet[User]:
    today = clock.today()
    return users.filter(pk__in=Membership.objects.valid_on(today).filter(role=role).values("user"))


def _named(users: QuerySet[User], text: str) -> QuerySet[User]:
    return users.filter(Q(display_name__icontains=text) | Q(username__icontains=text))


STATES = [
    ("active", _("Active")),
    ("ending", _("A role ends soon")),
    ("expired", _("No role any more")),
    ("never", _("Never signed in")),
    ("closed", _("Closed")),
]


def _holding(**conditions: Any) -> QuerySet[Membership, Any]:
    return Membership.objects.valid_on(clock.today()).order_by().filter(**conditions).values("user")


def _in_state(users: QuerySet[User], state: str) -> QuerySet[User]:
    if state == "closed":
        return users.filter(is_active=False)
    opened = users.filter(is_active=True)
    if state == "active":
        return opened.filter(pk__in=_holding())
    if state == "ending":
        return opened.filter(pk__in=_holding(ends_on__lte=clock.today() + timedelta(days=SOON_DAYS)))
    if state == "expired":
        return opened.exclude(pk__in=_holding())
    return opened.filter(last_login__isnull=True)


def _offices(request: HttpRequest) -> Iterable[tuple[int, str]]:
    rows = Office.objects.filter(organisation__in=actor_of(request).organisations(*READERS))
    return [(row.pk, row.name) for row in rows]


def _at_office(users: QuerySet[User], office: str) -> QuerySet[User]:
    """Who holds a role that covers this office: named, or one for all offices of its organisation."""
    everywhere = _holding(membershipoffice__isnull=True, organisation__offices=int(office))
    return users.filter(Q(pk__in=_holding(offices=int(office))) | Q(pk__in=everywhere))


def _until(user: User) -> date | None:
    """The soonest last day among the roles of today."""
    days = [membership.ends_on for membership in user.memberships.all() if membership.ends_on]
    return min(days, default=None)


class StaffTable(Table):
    """Accounts and the roles they hold today."""

    columns = [
        Column(
            "name",
            _("Name"),
            value=lambda u: u.display_name,
            href=lambda u: u.get_absolute_url(),
            sort=("display_name", "pk"),
        ),
        Column("username", _("User name"), value=lambda u: u.username, sort=("username",)),
        Column(
            "organisation",
            _("Organisation"),
            value=lambda u: u.organisation.label if u.organisation else "",
            sort=("organisation__name", "pk"),
        ),
        Column("roles", _("Roles today"), value=_roles),
        Column("until", _("Until"), value=_until, kind="date"),
        Column(
            "seen",
            _("Last sign-in"),
            value=lambda u: u.last_login,
            kind="datetime",
            sort=("last_login", "pk"),
        ),
        Column("state", _("Status"), value=_state, kind="status"),
    ]
    filters = [
        SearchFilter("q", _("Name"), apply=_named),
        ChoiceFilter("role", _("Role"), choices=ROLE_CHOICES, apply=_with_role),
        ChoiceFilter("office", _("Office"), choices=_offices, apply=_at_office),
        ChoiceFilter("state", _("Status"), choices=STATES, apply=_in_state),
        DateFilter("seen_before", _("Last sign-in until"), field="last_login", lookup="lte"),
        ChoiceFilter("organisation", _("Organisation"), choices=_organisations, field="organisation"),
    ]
    default_sort = "name"
    export_name = "accounts"
    empty = Empty(title=_("No account"), text=_("No account of your organisation matches."))


class StaffToRead(StaffTable):
    """The same for those who may not take it out of the house."""

    export_name = ""
