"""The four ways an action says no."""

from __future__ import annotations

from collections.abc import Mapping

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


class Conflict(WaslError):
    """Somebody saved the record first; `current` holds what now stands there, by field name."""

    def __init__(self, message: str | Promise, *, current: Mapping[str, object] | None = None) -> None:
        super().__init__(message)
        self.current = dict(current or {})
