"""The columns of such a sheet and what may be wrong with their cells."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wasl.base.intake.slots import ImportColumn
from wasl.spine.cases.importing.columns import PERSON
from wasl.spine.people.importing import columns as people

# Column → kind of guichet at which such an access is given.
ACCESSES = {
    "access_health": "health",
    "access_education": "education",
    "access_training": "training",
    "access_employment": "employment",
}

COLUMNS = (
    *PERSON,
    ImportColumn(
        "entered_on",
        _("Entry in the pathway"),
        (
            "Entrée", "Année d'entrée", "Date d'entrée", "Entrée dans le parcours", "Entry", "Year of entry",
            "Entered on", "سنة الالتحاق", "تاريخ الالتحاق",
        ),
        required=True,
    ),
    ImportColumn(
        "access_health",
        _("Access to health, on"),
        ("Santé", "Accès santé", "Accès à la santé", "Health", "Access to health", "الصحة", "الولوج إلى الصحة"),
    ),
    ImportColumn(
        "access_education",
        _("Access to education, on"),
        (
            "Éducation", "Accès éducation", "Accès à l'éducation", "Scolarité", "Education", "Access to education",
            "التعليم", "الولوج إلى التعليم",
        ),
    ),
    ImportColumn(
        "access_training",
        _("Access to training, on"),
        (
            "Formation", "Accès formation", "Accès à la formation", "Training", "Access to training", "التكوين",
            "الولوج إلى التكوين",
        ),
    ),
    ImportColumn(
        "access_employment",
        _("Access to employment, on"),
        (
            "Emploi", "Accès emploi", "Accès à l'emploi", "Employment", "Access to employment", "الشغل",
            "الولوج إلى الشغل",
        ),
    ),
    ImportColumn(
        "project",
        _("Name of the project"),
        ("Projet", "Nom du projet", "Projet économique", "Project", "Project name", "المشروع", "اسم المشروع"),
    ),
    ImportColumn(
        "project_kind",
        _("Kind of project"),
        ("Type de projet", "Nature du projet", "AGR / start-up / coopérative", "Kind of project", "Project type",
         "نوع المشروع"),
    ),
    ImportColumn(
        "legal_form",
        _("Legal form"),
        ("Forme juridique", "Statut juridique", "Legal form", "الشكل القانوني"),
    ),
    ImportColumn(
        "sector",
        _("Sector"),
        ("Secteur", "Secteur d'activité", "Activité", "Sector", "Business sector", "القطاع", "النشاط"),
    ),
    ImportColumn(
        "project_province",
        _("Place of the project"),
        ("Lieu du projet", "Ville du projet", "Province du projet", "Place of the project", "مكان المشروع"),
    ),
    ImportColumn(
        "project_on",
        _("Project started"),
        (
            "Année du projet", "Date du projet", "Démarrage", "Lancé en", "Lancé le", "Project year", "Project start",
            "Started", "سنة المشروع", "تاريخ انطلاق المشروع",
        ),
    ),
    ImportColumn(
        "project_status",
        _("What became of it"),
        ("Situation du projet", "État du projet", "Situation", "Project status", "Status", "وضعية المشروع", "الوضعية"),
    ),
    ImportColumn(
        "project_status_on",
        _("Known on"),
        ("Situation au", "Date de la situation", "Status on", "Known on", "تاريخ الوضعية"),
    ),
    ImportColumn(
        "programme", _("Programme"), ("Programme", "Projet bailleur", "Programme (code)", "البرنامج")
    ),
)  # fmt: skip

REASONS: dict[str, str | Promise] = {
    **people.REASONS,
    "dated": _("This is not a date. Write a day (21/11/2016), a month (11/2016) or a year."),
    "before_entry": _("This lies before the entry in the pathway."),
    "nothing": _("This line tells neither an access nor a project."),
    "no_guichet": _("The organisation has no guichet of this access on that day."),
    "project_name": _("The name of the project is missing."),
    "project_kind": _("No kind of project is known under this word: AGR, start-up or cooperative."),
    "project_kind_missing": _("Say what the project is: AGR, start-up or cooperative."),
    "legal_form": _("No legal form is known under this word."),
    "form_of_kind": _("This form does not go with this kind of project."),
    "sector": _("No sector is known under this word."),
    "project_on_missing": _("The year or the day on which the project started is missing."),
    "project_status": _("This is not understood. Write active, changed, paused, closed or unreachable."),
    "programme": _("No programme is known under this name."),
}
