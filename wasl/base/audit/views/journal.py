"""The journal and its seals, to be read."""

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from wasl.base.audit.access import may_read
from wasl.base.audit.actions import record
from wasl.base.audit.models import Entry, Seal
from wasl.base.audit.tables import JournalTable, SealTable
from wasl.kernel.tables import respond
from wasl.kernel.web import Request, actor_of, page


@page(may_read)
def entries(request: Request) -> HttpResponseBase:
    """Entries of the reader's organisations, newest first; an export is itself an entry."""
    return respond(
        request,
        JournalTable,
        Entry.objects.visible_to(request.actor),
        template="audit/journal.html",
        title=_("Journal"),
        on_export=_note_export,
    )


@page(may_read)
def seals(request: Request) -> HttpResponseBase:
    """The daily seals, newest first."""
    return respond(
        request, SealTable, Seal.objects.all(), template="audit/seals.html", title=_("Seals of the journal")
    )


def _note_export(request: HttpRequest, count: int) -> None:
    record(by=actor_of(request), verb="audit.export", kind="audit.entry", reason=f"{count}")
