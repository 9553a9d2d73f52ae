"""The columns of a sheet of appointments and what may be wrong with their cells."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wasl.base.intake.slots import ImportColumn
from wasl.spine.cases.importing.columns import PERSON
from wasl.spine.people.importing import columns as people

COLUMNS = (
    ImportColumn(
        "held_on",
        _("Day of the appointment"),
        (
            "Date du rendez-vous", "Date RDV", "Rendez-vous", "RDV", "Date", "Jour", "Appointment", "Appointment date",
            "Date et heure", "تاريخ الموعد", "الموعد", "التاريخ",
        ),
        required=True,
    ),
    ImportColumn(
        "held_at",
        _("Hour"),
        ("Heure", "Heure du rendez-vous", "Horaire", "Hour", "Time", "الساعة", "التوقيت"),
        hint=_("Or in the same cell as the day: 12/03/2024 10:30."),
    ),
    *PERSON,
    ImportColumn(
        "user",
        _("With whom"),
        ("Avec", "Conseiller", "Conseillère", "Avec qui", "With", "With whom", "Adviser", "مع", "المستشار"),
    ),
    ImportColumn("minutes", _("Minutes"), ("Durée", "Minutes", "Durée (min)", "Duration", "المدة")),
    ImportColumn("mode", _("How"), ("Mode", "Modalité", "Canal", "How", "Channel", "الطريقة", "الكيفية")),
    ImportColumn("subject", _("Subject"), ("Objet", "Sujet", "Motif", "Subject", "الموضوع", "الغرض")),
    ImportColumn(
        "status",
        _("What became of it"),
        ("Statut", "Suite", "Présence", "Résultat", "Venu", "Status", "Attendance", "Outcome", "الحضور", "الوضعية"),
    ),
)  # fmt: skip

REASONS: dict[str, str | Promise] = {
    **people.REASONS,
    "held_on": _("This is not a day. Write it as 21/11/2021."),
    "held_at": _("The hour is missing or not understood. Write it as 10:30."),
    "user": _("Nobody of this name works at the organisation."),
    "minutes": _("This is not a length. Write it in minutes, or as 1h30."),
    "minutes_range": _("Between one minute and eight hours."),
    "mode": _("This way to meet is not known: office, visit, phone, online or group."),
    "status": _("This is not understood. Write came, did not come, cancelled or booked."),
    "status_past": _("This appointment is past: say what became of it."),
    "status_future": _("This appointment is still to come: nothing became of it yet."),
}
