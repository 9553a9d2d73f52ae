"""What the visitor takes away: the ticket on paper, or written to their telephone."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from wasl.base.audit.actions import record, record_read
from wasl.base.messaging.queries import whatsapp_link
from wasl.kernel.web import Request, page
from wasl.services.reception import access
from wasl.services.reception.forms import TelephoneForm
from wasl.services.reception.models import Visit
from wasl.services.reception.queries.desk import wait_for
from wasl.spine.people.models import Person
from wasl.spine.people.rules.phones import read_phone


@require_http_methods(["GET", "POST"])
@page(access.may_use_desk)
def ticket(request: Request, pk: int) -> HttpResponseBase:
    """The slip to print: number, place, hour and about how long, without a name; or the same for WhatsApp.

    A number typed here makes the link on the page and is kept nowhere.
    """
    rows = Visit.objects.visible_to(request.actor).select_related("office", "guichet", "organisation")
    visit = get_object_or_404(rows, pk=pk)
    wait = wait_for(visit)
    person = _person(request, visit)
    context = {"visit": visit, "wait": wait, "whatsapp": "", "own": ""}
    if person is not None and person.phone:
        context["own"] = whatsapp_link(read_phone(person.phone).e164, _words(visit, wait, _language(person)))
    form = TelephoneForm(
        request.POST if request.method == "POST" else None, initial={"language": translation.get_language()}
    )
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        context["whatsapp"] = whatsapp_link(typed["phone"], _words(visit, wait, typed["language"]))
        record(by=request.actor, verb="reception.slip", object=visit)
    return render(request, "reception/ticket.html", {**context, "form": form})


def _person(request: Request, visit: Visit) -> Person | None:
    """The visitor, if known and within the reader's reach; reading their telephone is written in the journal."""
    if visit.person_id is None:
        return None
    rows = Person.objects.visible_to(request.actor).select_related("language")
    person = rows.filter(pk=visit.person_id).first()
    if person is not None:
        record_read(by=request.actor, verb="reception.read", kind="people.person", object_ids=[person.pk])
    return person


def _language(person: Person) -> str:
    """The language of the screens nearest to the person's: Arabic, English, else French."""
    return {"ara": "ar", "ary": "ar", "eng": "en"}.get(person.language_id or "", "fr")


def _words(visit: Visit, wait: int | None, language: str) -> str:
    """The ticket in words, in that language, without any name."""
    with translation.override(language):
        lines = [
            f"{visit.organisation.label} · {visit.office.name}",
            _("Ticket %(number)s") % {"number": visit.ticket or "–"},
            visit.guichet.label if visit.guichet else _("Any desk"),
        ]
        if wait:
            lines.append(
                ngettext("about %(n)d minute to wait", "about %(n)d minutes to wait", wait) % {"n": wait}
            )
        return "\n".join(lines)
