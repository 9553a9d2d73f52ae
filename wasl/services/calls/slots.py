"""The frame of this room: buttons that upper rooms hang on the page of an application."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from wasl.kernel.slots import Slot
from wasl.kernel.web import Request
from wasl.services.calls.models import Application, Call


@dataclass(frozen=True, slots=True)
class Button:
    """A way on from an application: a link, or with `post` one act by POST; `confirm` is asked first."""

    label: str | Promise
    href: str
    post: bool = False
    tone: str = "primary"
    icon: str = ""
    confirm: str | Promise = ""


application_actions: Slot[Callable[[Request, Application], Button | None]] = Slot(
    "calls.application_actions",
    "buttons on the page of an application: (request, application) → Button or None",
)
apply_address: Slot[Callable[[Call], str]] = Slot(
    "calls.apply_address",
    "where one applies online to a call, without an account; key `online`, one room fills it",
)
