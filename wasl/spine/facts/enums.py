"""Kinds of facts and what they count."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FactKind(TextChoices):
    """What happened; one word each, used by coverages and indicators."""

    WELCOMED = "welcomed", _("welcomed")
    ADVISED = "advised", _("advised")
    ACCOMPANIED = "accompanied", _("accompanied")
    ORIENTED = "oriented", _("oriented")
    REFERRED = "referred", _("referred")
    RECEIVED = "received", _("received by an institution")
    NETWORKED = "networked", _("took part in a networking event")
    INFORMED = "informed", _("informed")
    MADE_AWARE = "made_aware", _("made aware")
    TRAINED = "trained", _("trained")
    COURSE_CERTIFIED = "course_certified", _("course certified")
    APPLIED = "applied", _("applied")
    PRESELECTED = "preselected", _("preselected")
    SELECTED = "selected", _("selected")
    COMMITTED = "committed", _("amount committed")
    PAID = "paid", _("amount paid")
    VENTURE_CREATED = "venture_created", _("venture created")
    VENTURE_REGISTERED = "venture_registered", _("venture registered")
    AE_STATUS_OBTAINED = "ae_status_obtained", _("self-entrepreneur status obtained")
    ALIVE_AT = "alive_at", _("still active")
    JOBS_CREATED = "jobs_created", _("jobs created")


class Unit(TextChoices):
    """What the quantity of a fact measures."""

    ACT = "act", _("act")
    MINUTE = "minute", _("minute")
    HOUR = "hour", _("hour")
    JOB = "job", _("job")
    MONTH = "month", _("month")


class Origin(TextChoices):
    """How the record came in."""

    LIVE = "live", _("entered on the day")
    IMPORT = "import", _("taken over from a register")
    PUBLIC = "public", _("public page")
    CORRECTION = "correction", _("withdrawn on purpose")


class Sex(TextChoices):
    """As frozen on a fact."""

    FEMALE = "f", _("women")
    MALE = "m", _("men")
    UNKNOWN = "u", _("not known")


class AgeBand(TextChoices):
    """Bands used where a birth date is not known."""

    UNDER_18 = "under_18", _("under 18")
    FROM_18 = "18_25", _("18 to 25")
    FROM_26 = "26_35", _("26 to 35")
    FROM_36 = "36_59", _("36 to 59")
    FROM_60 = "60_plus", _("60 and over")
    UNKNOWN = "unknown", _("not known")
