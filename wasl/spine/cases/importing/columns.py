"""The columns of a sheet of services and what may be wrong with their cells."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wasl.base.intake.slots import ImportColumn
from wasl.spine.people.importing import columns as people

PERSON_CODES = (
    "reference", "family_name", "given_names", "full_name", "sex", "birth_date", "nationality", "phone",
    "paper_kind", "paper_number", "office",
)  # fmt: skip
PERSON = tuple(column for column in people.COLUMNS if column.code in PERSON_CODES)
GUICHET = ImportColumn(
    "guichet", _("Guichet"), ("Guichet", "Service", "Pôle", "Desk", "Guichet ou service", "الشباك", "المصلحة")
)

COLUMNS = (
    ImportColumn(
        "given_on",
        _("Day of the service"),
        (
            "Date du service", "Date de l'acte", "Date de l'entretien", "Date", "Jour", "Date of service",
            "Service date", "Given on", "تاريخ الخدمة", "التاريخ", "اليوم",
        ),
        required=True,
    ),
    *PERSON,
    GUICHET,
    ImportColumn(
        "kind",
        _("Kind of service"),
        (
            "Nature du service", "Type de service", "Type d'acte", "Nature", "Acte", "Kind", "Kind of service",
            "Service type", "نوع الخدمة", "النوع من الخدمة",
        ),
        required=True,
    ),
    ImportColumn(
        "minutes",
        _("Minutes"),
        ("Durée", "Minutes", "Durée (min)", "Temps", "Duration", "Length", "المدة", "الدقائق"),
        required=True,
    ),
    ImportColumn(
        "mode",
        _("How"),
        ("Mode", "Modalité", "Canal", "Mode d'entretien", "How", "Channel", "الطريقة", "الكيفية"),
    ),
    ImportColumn(
        "purpose",
        _("Purpose"),
        ("Objet", "Objet du service", "Thème", "Besoin", "Motif", "Purpose", "Topic", "الموضوع", "الغرض"),
    ),
    ImportColumn(
        "adviser",
        _("Given by"),
        ("Conseiller", "Conseillère", "Conseiller(ère)", "Intervenant", "Par", "Adviser", "Given by", "المستشار"),
    ),
    ImportColumn(
        "summary",
        _("Summary"),
        ("Résumé", "Compte rendu", "Observations", "Remarques", "Summary", "Notes", "ملخص", "ملاحظات"),
    ),
)  # fmt: skip

GUICHET_REASONS: dict[str, str | Promise] = {
    "guichet_missing": _("The guichet is missing."),
    "guichet_unknown": _("No guichet of the organisation is known under this name."),
    "guichet_closed": _("This guichet did not receive anyone on that day."),
}
REASONS: dict[str, str | Promise] = {
    **people.REASONS,
    **GUICHET_REASONS,
    "service_date": _("This is not a day. Write it as 21/11/2021."),
    "service_future": _("This day is still to come."),
    "kind": _("No kind of service is known under this word: advice, accompaniment or orientation."),
    "minutes": _("This is not a length. Write it in minutes, or as 1h30."),
    "minutes_range": _("Between one minute and twelve hours."),
    "mode": _("This way to meet is not known: office, visit, phone, online or group."),
    "purpose": _("No purpose is known under this word."),
}
