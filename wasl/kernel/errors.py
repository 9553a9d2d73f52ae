"""The four ways an action says no."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise


class WaslError(Exception):
    """Base of every refusal that is shown in plain words."""

    def __init__(self, message: str | Promise = "") -> None:
        self.message = message
        super().__init__(str(message))

    def __str__(self) -> str:
        return str(self.message)


class Refused(PermissionDenied, WaslError):
    """The actor may not do this (HTTP 403)."""


class RuleBroken(WaslError):
    """The act is allowed to this actor but breaks a rule; `field` names where on the form, `code` is for tests."""

    def __init__(self, message: str | Promise, *, field: str | None = None, code: str = "") -> None:
        super().__init__(message)
        self.field = field
        self.code = code


@contextmanager
def beside(fields: Mapping[str, str]) -> Iterator[None]:
    """Let a broken rule stand beside the field of the form at hand.

    `fields`: the code of the rule, or the field as the action names it → the field as the form names it.
    """
    try:
        yield
    except RuleBroken as broken:
        broken.field = fields.get(broken.code) or fields.get(broken.field or "", broken.field)
        raise


class Conflict(WaslError):
    """Somebody saved the record first; `current` holds what now stands there, by field name."""

    def __init__(self, message: str | Promise, *, current: Mapping[str, object] | None = None) -> None:
        super().__init__(message)
        self.current = dict(current or {})
