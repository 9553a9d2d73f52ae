"""The columns of a register and what may be wrong with their cells."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wasl.base.intake.slots import ImportColumn
from wasl.spine.people.importing.columns import (
    BIRTH_DATE,
    FAMILY_NAME,
    GIVEN_NAMES,
    NATIONALITY,
    OFFICE,
    PHONE,
    SEX,
    SHARED_REASONS,
)

COLUMNS = (
    ImportColumn(
        "visited_on",
        _("Day of the visit"),
        ("Date visite", "Date de visite", "Date", "Jour", "Date of visit", "Visit date", "تاريخ الزيارة", "التاريخ"),
        required=True,
    ),
    FAMILY_NAME,
    GIVEN_NAMES,
    SEX,
    BIRTH_DATE,
    NATIONALITY,
    PHONE,
    OFFICE,
    ImportColumn(
        "reason",
        _("Reason"),
        ("Motif", "Motif de la visite", "Objet", "Demande", "Besoin", "Reason", "Purpose", "سبب الزيارة", "الغرض"),
    ),
)  # fmt: skip

REASONS: dict[str, str | Promise] = {
    **SHARED_REASONS,
    "visit_date": _("This is not a day. Write it as 21/11/2021."),
    "visit_future": _("This day is still to come."),
    "birth_after_visit": _("This birth lies after the visit."),
}
