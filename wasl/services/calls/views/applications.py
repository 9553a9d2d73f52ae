"""The list of applications, the page of one, what is done with it, its documents."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from wasl.base.audit.actions import record, record_read
from wasl.base.documents.queries import closed_files_of, files_of
from wasl.kernel.forms import form_page
from wasl.kernel.tables import respond
from wasl.kernel.web import Request, actor_of, page
from wasl.services.calls import access, actions, letters, slots
from wasl.services.calls.actions.steps import PURPOSE, works_on
from wasl.services.calls.enums import ApplicationStatus, CallStatus
from wasl.services.calls.forms import PaperForm, ReasonForm
from wasl.services.calls.models import Application, ApplicationMember
from wasl.services.calls.queries.eligibility import gathered, last_answers, lines_of
from wasl.services.calls.queries.presenting import with_readings
from wasl.services.calls.queries.ranking import JUDGEABLE, judges, marks
from wasl.services.calls.tables import ApplicationsTable, ReceiptsTable
from wasl.services.calls.views.steps import attempt, pdf_response
from wasl.services.calls.workflows import WAITING
from wasl.spine.people import access as people_access


@page(access.may_see_applications)
def applications(request: Request) -> HttpResponseBase:
    """The applications within the reader's scope; `?call=` narrows to one call."""
    rows = with_readings(Application.objects.visible_to(request.actor).with_call())
    return respond(
        request, ApplicationsTable, rows, title=_("Applications"), on_export=_note_export
    )  # fmt: skip


def _note_export(request: HttpRequest, count: int) -> None:
    record(by=actor_of(request), verb="calls.export", kind="calls.application", reason=f"{count}")


def application_or_404(request: Request, pk: int) -> Application:
    """An application the actor may read."""
    rows = (
        Application.objects.visible_to(request.actor)
        .with_call()
        .select_related("call__office", "call_version")
    )
    return get_object_or_404(rows, pk=pk)


@page(access.may_see_applications)
def application(request: Request, pk: int) -> HttpResponseBase:
    """Project, persons, verdict with its reasons, readings, history; what may be done next."""
    found = application_or_404(request, pk)
    members = list(found.members.select_related("person__nationality", "person__party"))
    record_read(
        by=request.actor, verb="calls.read", kind="people.person", object_ids=[m.person_id for m in members]
    )
    instructs = works_on(request.actor, found, access.FILE_READERS)
    names = {member.person_id: member.person.label for member in members} if instructs else {}
    lines = gathered(lines_of(last_answers(found), name=lambda party: names.get(party, "")))
    sees_marks = Application.objects.marks_visible_to(request.actor).filter(pk=pk).exists()
    context = {
        "application": found,
        "members": members,
        "instructs": instructs,
        "opens_people": instructs and people_access.may_read(request.actor),
        "lines": lines,
        "decision": _decision(found, sees_marks),
        "buttons": [
            button for make in slots.application_actions if (button := make(request, found)) is not None
        ],
        "files": files_of(PURPOSE, found.pk, actor=request.actor),
        "closed_files": closed_files_of(PURPOSE, found.pk, actor=request.actor),
        "passages": found.passages.order_by("-at", "-pk"),
        **_marks(found, sees_marks),
        **_may(request, found),
    }
    return render(request, "calls/application.html", context)


def _decision(found: Application, sees_marks: bool) -> Any:
    decision = getattr(found, "decision", None)
    return decision if decision is not None and (sees_marks or found.call.is_announced) else None


def _marks(found: Application, sees_marks: bool) -> dict[str, Any]:
    if not sees_marks:
        return {"sees_marks": False, "reviews": [], "marked": None}
    reviews = found.reviews.select_related("reviewer").prefetch_related("scores__criterion")
    return {"sees_marks": True, "reviews": reviews, "marked": marks([found], found.call)[found.pk]}


def _may(request: Request, found: Application) -> dict[str, bool]:
    actor, waiting = request.actor, found.status in WAITING
    manages = works_on(actor, found, access.MANAGERS)
    running = found.call.status == CallStatus.PUBLISHED
    left = {ApplicationStatus.ELIGIBLE, ApplicationStatus.NOT_PRESELECTED}
    return {
        "may_declare": running and judges(actor, found),
        "may_check": waiting and running and works_on(actor, found, access.INSTRUCTORS),
        "may_agree": waiting and running and works_on(actor, found, access.DESK),
        "may_attach": found.status != ApplicationStatus.WITHDRAWN
        and works_on(actor, found, access.INSTRUCTORS),
        "may_renew": works_on(actor, found, access.DESK),
        "may_assign": manages and running and found.status in JUDGEABLE,
        "may_preselect": manages and running and found.call.has_first_round and found.status in left,
        "may_leave_out": manages
        and running
        and found.call.has_first_round
        and found.status in (ApplicationStatus.ELIGIBLE, ApplicationStatus.PRESELECTED),
        "may_promote": manages and found.status == ApplicationStatus.RESERVE and found.call.is_announced,
        "may_withdraw": works_on(actor, found, access.INSTRUCTORS)
        and found.status
        in (*WAITING, ApplicationStatus.PRESELECTED, ApplicationStatus.SELECTED, ApplicationStatus.RESERVE),
        "has_letter": works_on(actor, found, access.FILE_READERS) and letters.has_letter(found),
    }


@page(access.may_instruct)
@require_POST
def check(request: Request, pk: int) -> HttpResponseBase:
    """Check eligibility again."""
    found = application_or_404(request, pk)
    return attempt(
        request,
        lambda: actions.check_eligibility(by=request.actor, application=found),
        found.get_absolute_url(),
        said=_("Eligibility was checked again."),
    )


@page(access.may_file)
@require_POST
def agree(request: Request, pk: int, person: int) -> HttpResponseBase:
    """Write down that one person agrees."""
    found = at_desk_or_404(request, pk)
    member = get_object_or_404(
        ApplicationMember.objects.select_related("person"), application=found, person_id=person
    )
    reads = Application.objects.visible_to(request.actor).filter(pk=pk).exists()
    return attempt(
        request,
        lambda: actions.record_agreement(by=request.actor, application=found, person=member.person),
        found.get_absolute_url() if reads else reverse("calls:receipt", args=[pk]),
        said=_("The agreement is recorded. Check eligibility again.")
        if reads
        else _("The agreement is recorded. An adviser checks eligibility again."),
    )


@page(access.may_instruct)
def attach(request: Request, pk: int) -> HttpResponseBase:
    """Keep a paper handed in."""
    found = application_or_404(request, pk)

    def save(data: dict[str, Any]) -> str:
        actions.attach_paper(by=request.actor, application=found, kind=data["kind"], upload=data["file"])
        return found.get_absolute_url()

    return form_page(
        request, PaperForm, do=save, title=_("Add a paper"), submit=_("Keep it"),
        context={"subtitle": f"{found.reference} · {found.title}"}, cancel=found.get_absolute_url(),
    )  # fmt: skip


@page(access.may_manage)
@require_POST
def keep(request: Request, pk: int) -> HttpResponseBase:
    """Preselect."""
    found = application_or_404(request, pk)
    return attempt(
        request, lambda: actions.preselect(by=request.actor, applications=[found]), found.get_absolute_url()
    )


@page(access.may_manage)
def leave_out(request: Request, pk: int) -> HttpResponseBase:
    """Not preselected, with the reason the applicant reads."""
    found = application_or_404(request, pk)

    def save(data: dict[str, Any]) -> str:
        actions.preselect(by=request.actor, applications=[found], keep=False, reason=data["reason"])
        return found.get_absolute_url()

    return _reason_page(request, found, save, _("Do not preselect"))


@page(access.may_instruct)
def withdraw(request: Request, pk: int) -> HttpResponseBase:
    """Withdraw at the applicant's wish."""
    found = application_or_404(request, pk)

    def save(data: dict[str, Any]) -> str:
        actions.withdraw(by=request.actor, application=found, reason=data["reason"])
        return found.get_absolute_url()

    return _reason_page(request, found, save, _("Withdraw the application"))


@page(access.may_manage)
def promote(request: Request, pk: int) -> HttpResponseBase:
    """Call from the reserve list."""
    found = application_or_404(request, pk)

    def save(data: dict[str, Any]) -> str:
        actions.promote_reserve(by=request.actor, application=found, reason=data["reason"])
        return found.get_absolute_url()

    return _reason_page(request, found, save, _("Call from the reserve list"))


def _reason_page(request: Request, found: Application, save: Any, title: Any) -> HttpResponseBase:
    return form_page(
        request, ReasonForm, do=save, title=title, submit=title,
        context={"subtitle": f"{found.reference} · {found.title}"}, cancel=found.get_absolute_url(),
    )  # fmt: skip


# ------------------------------------------------------------------ documents


@page(access.may_see_applications)
def letter(request: Request, pk: int) -> HttpResponseBase:
    """The decision letter in the applicant's language, or in the one asked by `?langue=`."""
    found = application_or_404(request, pk)
    if not (works_on(request.actor, found, access.FILE_READERS) and letters.has_letter(found)):
        raise Http404
    record(by=request.actor, verb="calls.letter", object=found)
    language = request.GET.get("langue", found.language)
    return pdf_response(
        letters.decision_letter(found, language=language if language in ("fr", "ar", "en") else "fr"),
        f"{found.reference}-lettre",
    )


@page(access.may_file)
def receipts(request: Request) -> HttpResponseBase:
    """The applications filed at the actor's offices: whose they are and what their bearer may know, nothing else."""
    rows = Application.objects.at_desk_of(request.actor).with_call()
    return respond(request, ReceiptsTable, rows, title=_("Receipts and codes"))


@page(access.may_file)
def receipt(request: Request, pk: int) -> HttpResponseBase:
    """The receipt of filing; the code stands on it only while it has just been handed out."""
    found = at_desk_or_404(request, pk)
    shown = request.session.get(CODES, {}).get(str(pk), "")
    if request.GET.get("format") == "pdf":
        return pdf_response(letters.receipt(found, code=shown), f"{found.reference}-recu")
    waits = found.status in WAITING and found.call.status == CallStatus.PUBLISHED
    missing = found.members.filter(consented_on=None).select_related("person__party") if waits else []
    context = {"application": found, "code": shown, "language": get_language(), "to_agree": missing}
    return render(request, "calls/receipt.html", context)


CODES = "calls_codes"


def at_desk_or_404(request: Request, pk: int) -> Application:
    """An application filed at one of the actor's offices: reception hands out receipts without reading files."""
    rows = Application.objects.at_desk_of(request.actor).with_call().select_related("call__office")
    return get_object_or_404(rows, pk=pk)


def show_code_once(request: Request, application: Application, code: str) -> None:
    """Keep the code in this session until the receipt is left."""
    request.session[CODES] = {str(application.pk): code}


@page(access.may_file)
@require_POST
def put_away(request: Request, pk: int) -> HttpResponseBase:
    """The receipt was handed out: the code is no longer shown."""
    request.session.pop(CODES, None)
    messages.success(request, str(_("The code is put away. Only its bearer has it now.")))
    found = at_desk_or_404(request, pk)
    visible = Application.objects.visible_to(request.actor).filter(pk=pk).exists()
    return redirect(found if visible else found.call)


@page(access.may_file)
@require_POST
def renew(request: Request, pk: int) -> HttpResponseBase:
    """Hand out a new code."""
    found = at_desk_or_404(request, pk)
    issued = actions.renew_code(by=request.actor, application=found)
    show_code_once(request, found, issued.shown)
    return redirect("calls:receipt", pk=pk)
