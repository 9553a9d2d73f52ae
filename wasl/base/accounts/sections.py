"""What the page of an organisation says of its staff: how many by role, and which roles end soon."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wasl.base.accounts.access import READERS
from wasl.base.accounts.enums import ROLE_CHOICES
from wasl.base.accounts.queries import roles_ending, staff_by_role
from wasl.base.network.models import Organisation
from wasl.base.network.slots import Section
from wasl.kernel import clock
from wasl.kernel.web import Request


def staff(request: Request, organisation: Organisation) -> Section:
    """People by role, without their names; whoever reads the accounts finds a way to them."""
    names = dict(ROLE_CHOICES)
    counted = staff_by_role(organisation.pk, clock.today())
    lines = [{"label": names[role], "count": people} for role, people in counted]
    may = request.actor.may(READERS, organisation=organisation.pk)
    href = f"{reverse('accounts:staff')}?organisation={organisation.pk}" if may else ""
    return Section(_("Staff"), "accounts/section.html", {"lines": lines, "href": href})


def ending(request: Request, organisation: Organisation, until: date) -> list[tuple[date, str]]:
    """Roles that end by a day, for those who read the accounts of the organisation."""
    if not request.actor.may(READERS, organisation=organisation.pk):
        return []
    roles = roles_ending(organisation.pk, clock.today(), until)
    return [
        (role.ends_on, f"{role.user.display_name} ({role.get_role_display()})")
        for role in roles
        if role.ends_on
    ]
