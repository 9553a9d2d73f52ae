"""A bridge: allauth says that a second factor was turned on or off, the house writes it to the journal."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset

from wasl.base.accounts.actions import record_second_factor
from wasl.base.accounts.enums import SecondFactorChange
from wasl.base.accounts.models import User
from wasl.kernel.actors import Actor


def listen() -> None:
    """Called once, when the app is ready."""
    authenticator_added.connect(_added, dispatch_uid="accounts.second_factor")
    authenticator_removed.connect(_removed, dispatch_uid="accounts.second_factor")
    authenticator_reset.connect(_renewed, dispatch_uid="accounts.second_factor")


def _added(*, user: User, authenticator: Authenticator, **_rest: Any) -> None:
    if authenticator.type == Authenticator.Type.TOTP:  # recovery codes come with it
        _note(user, SecondFactorChange.ON)


def _removed(*, user: User, authenticator: Authenticator, **_rest: Any) -> None:
    if authenticator.type == Authenticator.Type.TOTP:
        _note(user, SecondFactorChange.OFF)


def _renewed(*, user: User, **_rest: Any) -> None:
    _note(user, SecondFactorChange.CODES)


def _note(user: User, change: SecondFactorChange) -> None:
    record_second_factor(by=Actor(id=user.pk, label=user.display_name), user=user, change=change)
