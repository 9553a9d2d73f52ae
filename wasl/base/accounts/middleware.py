"""Who acts in this request, and in which language."""

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from wasl.base.accounts.models import User
from wasl.base.accounts.queries import actor_for
from wasl.kernel.actors import ANONYMOUS
from wasl.kernel.web import Request

# The camera takes pictures of papers; nothing else of the device is asked for.
DEVICES = "camera=(self), geolocation=(), microphone=(), payment=(), usb=()"


class ActorMiddleware:
    """Set `request.actor` (ANONYMOUS unless signed in), speak the user's language, keep their pages out of caches."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        known = cast(Request, request)
        known.actor = ANONYMOUS
        if isinstance(user, User):
            known.actor = actor_for(user)
            translation.activate(user.language)
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", DEVICES)
        if isinstance(user, User):
            # Desks are shared: after signing out, "back" must not show the last file.
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response
