"""The guard of locked sessions: asked at every page, without a query."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from wasl.base.accounts import session_lock
from wasl.base.accounts.lock_page import locked_page
from wasl.base.accounts.models import User

# What opens while a session is locked: giving the password, leaving, the language of the lock page.
STILL_OPEN = frozenset(
    {"accounts:lock", "accounts:unlock", "accounts:switch", "account_logout", "set_language"}
)


class LockMiddleware:
    """Answer the lock page instead of any view while the session is locked, and lock it once it was idle too long.

    It stands at the view, after Django's check against forged forms: what a locked form had typed is kept only when
    the form is ours.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if isinstance(request.user, User):
            session_lock.mark(request, response)
        return response

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponseBase | None:
        """The lock page, or nothing when the view may answer."""
        if not isinstance(request.user, User):
            return None
        if not session_lock.is_locked(request):
            if not session_lock.is_idle(request):
                return None
            session_lock.lock(request, idle=True)
        match = request.resolver_match
        return None if match and match.view_name in STILL_OPEN else locked_page(request)
