"""The one source of time.

Time may be moved only where `may_move` allows it: on a database marked demo, or inside a test.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from wasl.kernel.errors import WaslError

_moved: ContextVar[timedelta | None] = ContextVar("wasl_clock_moved", default=None)
_permission: list[Callable[[], bool]] = []


def permit(rule: Callable[[], bool]) -> None:
    """Name a rule that may allow moving the clock (the demo mark of the installation, a test)."""
    _permission.append(rule)


def forbid(rule: Callable[[], bool]) -> None:
    """Withdraw a rule named before."""
    _permission.remove(rule)


def may_move() -> bool:
    """Whether some named rule allows moving the clock now; the last named is asked first."""
    return any(rule() for rule in reversed(_permission))


def now() -> datetime:
    """The current instant, aware."""
    shift = _moved.get()
    return timezone.now() if shift is None else timezone.now() + shift


def today() -> date:
    """The current day in the installation's time zone."""
    return timezone.localtime(now()).date()


def at_noon(day: date) -> datetime:
    """Noon of that day in the installation's time zone, aware: an instant for a record known by its day alone."""
    return timezone.make_aware(datetime.combine(day, time(12)))


@contextmanager
def moved_to(instant: datetime | date) -> Iterator[None]:
    """Inside the block the clock runs on from `instant` (a day means its noon); raises WaslError where not allowed."""
    if not may_move():
        raise WaslError("The clock moves only on a database marked demo.")
    target = instant if isinstance(instant, datetime) else at_noon(instant)
    token = _moved.set(target - timezone.now())
    try:
        yield
    finally:
        _moved.reset(token)
