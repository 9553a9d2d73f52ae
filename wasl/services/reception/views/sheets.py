"""The sheet for a power cut: printed, and typed in afterwards."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wasl.base.audit.actions import record_read
from wasl.kernel import clock
from wasl.kernel.errors import RuleBroken, WaslError
from wasl.kernel.forms import submissions
from wasl.kernel.forms.dates import DAY, PartialDate, read_date
from wasl.kernel.web import Request, page
from wasl.services.reception import access, actions, paper, queries
from wasl.services.reception.queries import sheet as sheet_queries
from wasl.services.reception.sheets import NEW, NOBODY, Line, lines_of
from wasl.services.reception.views.closing import asked_day, office_and_day
from wasl.spine.people.actions import CandidatesFound
from wasl.spine.people.models import Person
from wasl.spine.people.queries import Found
from wasl.spine.people.rules import split_name

FIRST, MORE, MOST = 15, 10, 60
PAGES = 10


@require_safe
@page(access.may_use_desk)
def sheet(request: Request) -> HttpResponseBase:
    """The empty sheet to print, before the power goes."""
    offices, office, day = office_and_day(request)
    if office is None:
        return render(request, "reception/no_office.html")
    language = request.GET.get("language", "")
    language = language if language in paper.LANGUAGES else paper.usual()
    asked = request.GET.get("pages", "")
    pages = min(max(int(asked), 1), PAGES) if asked.isascii() and asked.isdecimal() and len(asked) < 3 else 1
    dated = bool(request.GET.get("day"))
    expected = queries.expected_on(request.actor, office, day) if dated else []
    if expected:
        ids = [one.party.pk for one in expected]
        record_read(by=request.actor, verb="reception.read", kind="people.person", object_ids=ids)
    context = {
        "offices": offices,
        "office": office,
        "day": day,
        "dated": dated,
        "expected": expected,
        "language": language,
        "languages": [(code, str(label)) for code, label in paper.LANGUAGES.items()],
        "pages": pages,
        "sheet": paper.sheet_for(office, day, language, pages),
    }
    return render(request, "reception/sheet.html", context)


@page(access.may_use_desk)
def sheet_entry(request: Request) -> HttpResponseBase:
    """A sheet is typed: checked line by line, sound lines recorded, the others kept as typed."""
    offices, office, day = office_and_day(request)
    if office is None:
        return render(request, "reception/no_office.html")
    typed_day = asked_day(request)
    day_fault = bool(typed_day) and read_date(typed_day, today=clock.today()) != PartialDate(day, DAY)
    closed = queries.closing_of(office, day)
    guichets = sheet_queries.guichets_of(office, day)
    lines = lines_of(request.POST, _count(request), day, guichets)
    held = None
    if request.method == "POST":
        _decide(request, lines)
        if request.POST.get("do") == "record" and closed is None and not day_fault:
            try:
                held = submissions.claim(submissions.key_of(request))
            except submissions.AlreadySent:
                return render(request, "ui/already_sent.html", {"title": _("Type a sheet of paper")})
            try:
                _record(request, office, lines)
            except BaseException:
                if held is not None:
                    held.delete()
                raise
    states = [line.state for line in lines]
    context = {
        "offices": offices,
        "office": office,
        "day": day,
        "typed_day": typed_day,
        "day_fault": day_fault,
        "closed": closed,
        "lines": lines,
        "done": states.count("done"),
        "ready": states.count("ready"),
        "waiting": sum(state in ("decide", "again") for state in states),
        "wrong": states.count("wrong"),
        "legend": paper.legend(guichets),
        "submission": submissions.fresh_token(),
        "more": len(lines) < MOST,
        "typed": request.method == "POST",
    }
    return render(request, "reception/sheet_entry.html", context)


def _count(request: Request) -> int:
    asked = request.POST.get("lines", "")
    count = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 4 else FIRST
    return min(max(count, FIRST) + (MORE if request.POST.get("do") == "more" else 0), MOST)


def _visible(request: Request) -> QuerySet[Person]:
    return Person.objects.visible_to(request.actor).select_related("party")


def _decide(request: Request, lines: list[Line]) -> None:
    """Say of each named line who it may be; it is ready once somebody confirmed who."""
    shown: list[int] = []
    for line in lines:
        if line.state == "blank" or not line.name:
            continue
        found, sure = sheet_queries.known_as(
            request.actor, line.name, str(line.form.cleaned_data.get("phone", ""))
        )
        shown += [one.person.pk for one in found]
        _offer(line, found)
        posted = line.form.cleaned_data.get("who", "")
        confirmed = line.form.cleaned_data.get("checked", "") == line.name
        if confirmed and posted in {value for value, _label, _one in line.options}:
            line.who = posted
        else:
            line.who = str(sure.person.pk) if sure else "" if line.alike else NEW
            line.state = "wrong" if line.state == "wrong" else "decide"
    if shown:
        record_read(by=request.actor, verb="reception.search", kind="people.person", object_ids=shown)


def _offer(line: Line, found: list[Found]) -> None:
    line.alike = any(one.score >= sheet_queries.CLOSE for one in found)
    line.options = [(str(one.person.pk), one.person.label, one) for one in found]
    line.options.append((NEW, _("Somebody new"), None))
    line.options.append((NOBODY, _("Anonymous visit"), None))


def _record(request: Request, office: Any, lines: list[Line]) -> None:
    for line in lines:
        if line.state != "ready":
            continue
        try:
            line.done = _record_one(request, office, line)
            line.state = "done"
        except CandidatesFound as stopped:
            _offer(line, stopped.found)
            line.state = "decide"
            line.form.add_error("why", str(stopped))
        except WaslError as told:
            already = isinstance(told, RuleBroken) and told.code == "already"
            line.state = "again" if already else "wrong"
            wanted = getattr(told, "field", None)
            line.form.add_error(wanted if wanted in line.form.fields else NON_FIELD_ERRORS, str(told))


def _record_one(request: Request, office: Any, line: Line) -> Any:
    data = line.form.cleaned_data
    person = newcomer = None
    if line.name and line.who == NEW:
        family, given = split_name(line.name)
        newcomer = {
            "family_name": family,
            "given_names": given,
            "sex": data["sex"],
            "nationality": data["origin"][1],
            "phone": data["phone"],
            "activity": data["activity"] or "unknown",
        }
    elif line.name and line.who != NOBODY:
        person = _visible(request).filter(pk=int(line.who)).first()
        if person is None:
            raise RuleBroken(_("This person is no longer found at your offices."), code="gone")
    assert line.at is not None
    return actions.record_sheet_line(
        by=request.actor,
        office=office,
        at=line.at,
        seen=line.form.seen,
        reasons=data["reasons"],
        guichet=data["guichet"],
        person=person,
        newcomer=newcomer,
        reason_new=data["why"],
        again=data["again"],
    )
