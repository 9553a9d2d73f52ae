"""The columns by which people are described, under the headings of three languages, and what may be wrong with them."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wasl.base.intake.slots import ImportColumn

FAMILY_NAME = ImportColumn(
    "family_name",
    _("Family name"),
    (
        "NOM",
        "Nom de famille",
        "Noms",
        "Family name",
        "Surname",
        "Last name",
        "الاسم العائلي",
        "النسب",
        "اللقب",
    ),
)
GIVEN_NAMES = ImportColumn(
    "given_names",
    _("Given names"),
    ("Prénom(s)", "Prénom", "Prénoms", "Given names", "First name", "Forename", "الاسم الشخصي", "الاسم"),
)
SEX = ImportColumn("sex", _("Sex"), ("Sexe (H/F)", "Sexe", "Genre", "Sex", "Gender", "H/F", "الجنس", "النوع"))
BIRTH_DATE = ImportColumn(
    "birth_date",
    _("Born on"),
    (
        "Né(e) le", "Né le", "Née le", "Date de naissance", "Naissance", "Année de naissance", "Date of birth", "Born",
        "DDN", "DOB", "Birth year", "تاريخ الازدياد", "تاريخ الميلاد", "سنة الازدياد",
    ),
)  # fmt: skip
NATIONALITY = ImportColumn(
    "nationality",
    _("Nationality"),
    (
        "Nationalité",
        "Pays",
        "Pays d'origine",
        "Nationality",
        "Country",
        "Country of origin",
        "الجنسية",
        "البلد",
    ),
)
PHONE = ImportColumn(
    "phone",
    _("Phone"),
    (
        "Tél.", "Tél", "Téléphone", "GSM", "Portable", "Phone", "Mobile", "N° tél", "Numéro de téléphone", "WhatsApp",
        "Phone number", "الهاتف", "رقم الهاتف",
    ),
)  # fmt: skip
OFFICE = ImportColumn(
    "office", _("Office"), ("Bureau", "Antenne", "Lieu", "Site", "Office", "المكتب", "الفرع")
)
SHARED = (FAMILY_NAME, GIVEN_NAMES, SEX, BIRTH_DATE, NATIONALITY, PHONE, OFFICE)

COLUMNS = (
    ImportColumn(
        "reference",
        _("Reference at the partner"),
        (
            "Référence", "Réf", "N° dossier", "Numéro de dossier", "Code bénéficiaire", "Identifiant", "ID",
            "Matricule", "Reference", "File number", "Case number", "Beneficiary ID", "رقم الملف", "المرجع", "الرمز",
        ),
    ),
    FAMILY_NAME,
    GIVEN_NAMES,
    ImportColumn(
        "full_name",
        _("Full name"),
        (
            "Nom et prénom", "Nom et prénoms", "Nom & prénom", "Nom complet", "Nom prénom", "Bénéficiaire", "Full name",
            "Name", "Beneficiary", "الاسم الكامل", "الاسم والنسب", "المستفيد",
        ),
    ),
    ImportColumn(
        "arabic_name",
        _("Name in Arabic"),
        ("Nom en arabe", "Nom arabe", "Nom complet en arabe", "Arabic name", "Name in Arabic", "الاسم بالعربية"),
    ),
    SEX,
    BIRTH_DATE,
    NATIONALITY,
    PHONE,
    ImportColumn(
        "email",
        _("E-mail"),
        ("E-mail", "Email", "Courriel", "Mail", "Adresse électronique", "البريد الإلكتروني"),
    ),
    ImportColumn(
        "paper_kind",
        _("Kind of paper"),
        (
            "Type de pièce", "Nature de la pièce", "Pièce d'identité", "Type de document", "Document type",
            "Kind of paper", "ID type", "نوع الوثيقة", "نوع البطاقة",
        ),
    ),
    ImportColumn(
        "paper_number",
        _("Number of the paper"),
        (
            "N° de pièce", "Numéro de pièce", "N° pièce d'identité", "N° CIN", "CIN", "N° carte de séjour",
            "N° passeport", "N° document", "Document number", "ID number", "Passport number", "رقم الوثيقة",
            "رقم البطاقة", "رقم الجواز",
        ),
    ),
    ImportColumn(
        "paper_until",
        _("Paper valid until"),
        (
            "Validité", "Date de validité", "Date d'expiration", "Expire le", "Valable jusqu'au", "Valid until",
            "Expiry date", "Expires", "صالحة إلى", "تاريخ انتهاء الصلاحية",
        ),
    ),
    ImportColumn(
        "province",
        _("Province"),
        ("Province", "Préfecture", "Ville", "Province ou préfecture", "City", "الإقليم", "العمالة", "المدينة"),
    ),
    ImportColumn(
        "address",
        _("Address"),
        ("Adresse", "Quartier", "Lieu de résidence", "Address", "Neighbourhood", "العنوان", "الحي"),
    ),
    ImportColumn(
        "languages",
        _("Languages"),
        ("Langues", "Langue", "Langues parlées", "Languages", "Language", "اللغات", "اللغة"),
    ),
    ImportColumn(
        "seen_on",
        _("First seen on"),
        (
            "Premier accueil", "Date d'accueil", "Date d'inscription", "Première visite", "Inscrit le", "First seen",
            "Registration date", "Registered on", "تاريخ التسجيل", "تاريخ الاستقبال",
        ),
    ),
    OFFICE,
    ImportColumn(
        "consent_on",
        _("Consent given on"),
        (
            "Consentement", "Date de consentement", "Consentement donné le", "Consent", "Consent date",
            "Consent given on", "الموافقة", "تاريخ الموافقة",
        ),
    ),
)  # fmt: skip

SHARED_REASONS: dict[str, str | Promise] = {
    "name": _("This is not a name: it holds figures or signs."),
    "no_name": _("A name is needed: family name or given names."),
    "sex": _("The sex is not understood. Write F or H (M), or leave the cell empty."),
    "birth_date": _("This day does not exist. Write the date again, or the year alone."),
    "birth_too_old": _("This birth is too long ago."),
    "nationality": _("No country is known under this word."),
    "phone": _("This is not a complete telephone number."),
    "office_unknown": _("No office of the organisation is known under this name."),
    "office_closed": _("This office did not receive anyone on that day."),
    "office_not_yours": _("This office is not one of yours."),
    "office_missing": _("The office is missing."),
}
REASONS: dict[str, str | Promise] = {
    **SHARED_REASONS,
    "birth_after": _("This birth lies after the day the person was first seen."),
    "email": _("This is not an e-mail address."),
    "paper_kind": _("No kind of paper is known under this word."),
    "paper_kind_missing": _("Say which kind of paper this is."),
    "paper_number": _("This is not the number of a paper."),
    "paper_number_missing": _("The number of the paper is missing."),
    "paper_not_yours": _("Your role does not record papers: leave this column out."),
    "consent_not_yours": _("Your role does not record consents: leave this column out."),
    "day": _("This is not a day. Write it as 21/11/2021."),
    "future": _("This day is still to come."),
    "province": _("No province or prefecture is known under this name."),
    "language": _("No language is known under this word."),
}
