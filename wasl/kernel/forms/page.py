"""One form, one page: shown, checked, done once, nothing lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render, resolve_url
from django.utils.translation import gettext_lazy as _

from wasl.kernel.errors import Conflict, RuleBroken
from wasl.kernel.forms import submissions
from wasl.kernel.forms.conflict import Clash, Locking, clash, seen_values
from wasl.kernel.frames import Text

SAVE = _("Save")
Done = HttpResponseBase | str
Do = Callable[[dict[str, Any]], Done]


def form_page(
    request: HttpRequest,
    form_class: type[BaseForm],
    *,
    do: Do,
    title: Text,
    submit: Text = SAVE,
    template: str = "ui/form_page.html",
    initial: Mapping[str, Any] | None = None,
    context: Mapping[str, Any] | None = None,
    form_kwargs: Mapping[str, Any] | None = None,
    cancel: str = "",
    version: int | None = None,
    atomic: bool = True,
) -> HttpResponseBase:
    """Show a form (GET) or check it and do it (POST).

    `do(cleaned_data)` answers a response, or an address or view name to go to (303). RuleBroken stands beside its
    field, Conflict is explained; what was typed stays. Any other exception passes through.
    The same form sent again is answered by the first one's address and not repeated.
    `version`: the version of the record shown; `do` finds the one the form was read with in `cleaned_data["version"]`.
    `atomic=False` lets `do` keep what it wrote before raising (a counted failure); then only a done form is remembered.
    """
    kwargs = {"initial": dict(initial or {}), **(form_kwargs or {})}
    if request.method != "POST":
        form = form_class(**kwargs)
        token = submissions.fresh_token()
    else:
        form = form_class(request.POST, request.FILES, **kwargs)
        token = request.POST.get(submissions.FIELD, "") or submissions.fresh_token()
    known = {"title": title, "submit": submit, "cancel": cancel, **(context or {}), "submission": token}
    known["locking"] = _locking(request, form, version)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        if version is not None:
            data["version"] = known["locking"].version
        try:
            return _do_once(request, do, data, atomic=atomic)
        except submissions.AlreadySent as sent:
            return _see(sent.location) if sent.location else render(request, "ui/already_sent.html", known)
        except RuleBroken as broken:
            form.add_error(broken.field if broken.field in form.fields else None, str(broken))
        except Conflict as conflict:
            known["conflict"] = _explain(form, conflict, known["locking"])
            if version is not None:
                known["locking"] = Locking(version, seen_values(form))
    return render(request, template, {**known, "form": form}, status=409 if "conflict" in known else 200)


def _locking(request: HttpRequest, form: BaseForm, version: int | None) -> Locking | None:
    """The version and values the form was shown with: sent back by it, or those of now when it is shown."""
    if version is None:
        return None
    sent = request.POST.get("version", "") if request.method == "POST" else ""
    if sent.isascii() and sent.isdigit():
        return Locking(int(sent), request.POST.get("seen", ""))
    return Locking(version, seen_values(form))


def _explain(form: BaseForm, conflict: Conflict, locking: Locking | None) -> Clash:
    return clash(form, conflict, locking.seen) if locking else Clash(str(conflict))


def _do_once(request: HttpRequest, do: Do, data: dict[str, Any], *, atomic: bool) -> HttpResponseBase:
    key = submissions.key_of(request)
    if not atomic:
        held = submissions.claim(key)
        try:
            response = _response(do(data))
        except BaseException:
            if held is not None:
                held.delete()
            raise
        submissions.settle(held, response.get("Location", ""))
        return response
    with transaction.atomic():
        held = submissions.claim(key)
        response = _response(do(data))
        submissions.settle(held, response.get("Location", ""))
    return response


def _response(done: Done) -> HttpResponseBase:
    return done if isinstance(done, HttpResponseBase) else _see(resolve_url(done))


def _see(location: str) -> HttpResponseBase:
    response = HttpResponse(status=303)
    response["Location"] = location
    return response
