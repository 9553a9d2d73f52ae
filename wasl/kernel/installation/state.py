"""Reading and writing the installation's one row."""

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from wasl.kernel.errors import RuleBroken
from wasl.kernel.installation.models import Installation

ANOTHER_SORT = _("This database already holds an installation; a demo needs one of its own.")

# Once written, the mark never changes: what was read from a database stays true of it.
_known: dict[str, bool] = {}


def _database() -> str:
    return f"{connection.alias}:{connection.settings_dict['NAME']}"


def forget() -> None:
    """Read the mark again at the next question (a test or a restore has replaced the database)."""
    _known.clear()


def is_demo() -> bool:
    """Whether this database is marked demo. An installation not yet made is no demo."""
    database = _database()
    if database in _known:
        return _known[database]
    mark = Installation.objects.values_list("is_demo", flat=True).first()
    if mark is None:
        return False
    if not connection.in_atomic_block:  # a mark read inside a transaction may still be rolled back
        _known[database] = mark
    return mark


def name() -> str:
    """The name of the installation, or "Wasl" before one is made."""
    return Installation.objects.values_list("name", flat=True).first() or "Wasl"


@transaction.atomic
def mark_installed(*, name: str, is_demo: bool = False) -> Installation:
    """Write the one row. RuleBroken when this database already holds an installation of the other sort."""
    row, created = Installation.objects.get_or_create(id=1, defaults={"name": name, "is_demo": is_demo})
    if not created and row.is_demo != is_demo:
        raise RuleBroken(ANOTHER_SORT, code="installed")
    return row
