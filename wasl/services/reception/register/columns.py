"""The columns of a register and what may be wrong with their cells."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wasl.base.intake.slots import ImportColumn

COLUMNS = (
    ImportColumn(
        "visited_on",
        _("Day of the visit"),
        ("Date visite", "Date de visite", "Date", "Jour", "Date of visit", "Visit date", "تاريخ الزيارة", "التاريخ"),
        required=True,
    ),
    ImportColumn(
        "family_name",
        _("Family name"),
        ("NOM", "Nom de famille", "Noms", "Family name", "Surname", "Last name", "الاسم العائلي", "النسب"),
    ),
    ImportColumn(
        "given_names",
        _("Given names"),
        ("Prénom(s)", "Prénom", "Prénoms", "Given names", "First name", "الاسم الشخصي", "الاسم"),
    ),
    ImportColumn("sex", _("Sex"), ("Sexe (H/F)", "Sexe", "Genre", "Sex", "Gender", "H/F", "الجنس", "النوع")),
    ImportColumn(
        "birth_date",
        _("Born on"),
        (
            "Né(e) le", "Né le", "Née le", "Date de naissance", "Naissance", "Date of birth", "Born", "DDN",
            "تاريخ الازدياد", "تاريخ الميلاد",
        ),
    ),
    ImportColumn(
        "nationality", _("Nationality"), ("Nationalité", "Pays", "Nationality", "Country", "الجنسية", "البلد")
    ),
    ImportColumn(
        "phone",
        _("Phone"),
        ("Tél.", "Tél", "Téléphone", "GSM", "Portable", "Phone", "Mobile", "N° tél", "الهاتف", "رقم الهاتف"),
    ),
    ImportColumn(
        "office", _("Office"), ("Bureau", "Antenne", "Lieu", "Site", "Office", "المكتب", "الفرع")
    ),
    ImportColumn(
        "reason",
        _("Reason"),
        ("Motif", "Motif de la visite", "Objet", "Demande", "Besoin", "Reason", "Purpose", "سبب الزيارة", "الغرض"),
    ),
)  # fmt: skip

REASONS: dict[str, str | Promise] = {
    "visit_date": _("This is not a day. Write it as 21/11/2021."),
    "visit_future": _("This day is still to come."),
    "name": _("This is not a name: it holds figures or signs."),
    "no_name": _("A name is needed: family name or given names."),
    "sex": _("The sex is not understood. Write F or H (M), or leave the cell empty."),
    "birth_date": _("This day does not exist. Write the date again, or the year alone."),
    "birth_after_visit": _("This birth lies after the visit."),
    "birth_too_old": _("This birth is too long ago."),
    "nationality": _("No country is known under this word."),
    "phone": _("This is not a complete telephone number."),
    "office_unknown": _("No office of the organisation is known under this name."),
    "office_closed": _("This office did not receive anyone on that day."),
    "office_not_yours": _("This office is not one of yours."),
    "office_missing": _("The office is missing."),
}
