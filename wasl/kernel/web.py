"""What every signed-in page begins with."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, cast

from django.http import HttpRequest, HttpResponseBase

from wasl.kernel.access import check
from wasl.kernel.actors import ANONYMOUS, Actor

P = ParamSpec("P")


class Request(HttpRequest):
    """A request that has passed the accounts middleware: it knows who acts."""

    actor: Actor


class Guarded(Protocol):
    access: Callable[[Actor], bool]


def actor_of(request: HttpRequest) -> Actor:
    """The actor of the request; nobody, where no middleware has set one."""
    return cast(Actor, getattr(request, "actor", ANONYMOUS))


def begin_session(request: HttpRequest) -> None:
    """Give a visitor's browser its session with the form, before anything is sent.

    Of two presses in a row the browser keeps the second answer alone: a session that began with the first, and what
    it holds (a code shown once), would be lost with it.
    """
    if request.method != "POST" and not request.session.session_key:
        request.session.create()


def page(
    may: Callable[[Actor], bool],
) -> Callable[
    [Callable[Concatenate[Request, P], HttpResponseBase]],
    Callable[Concatenate[HttpRequest, P], HttpResponseBase],
]:
    """Refuse (403) unless `may(actor)`; the rule stays readable on the view as `.access`.

    Row scope is the view's own affair: `get_object_or_404(Model.objects.visible_to(request.actor), pk=pk)`.
    """

    def guard(
        view: Callable[Concatenate[Request, P], HttpResponseBase],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            check(may(actor_of(request)))
            return view(cast(Request, request), *args, **kwargs)

        cast(Any, guarded).access = may
        return guarded

    return guard
