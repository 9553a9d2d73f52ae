"""How the cells of a sheet of services are read: kind, mode, purpose, length. Nothing is guessed in silence."""

from __future__ import annotations

import re

from wasl.spine.people.rules.reading import is_nothing, joined, plain

KINDS: dict[str, str] = {
    "advice": "conseil|conseille|conseils|information|advice|advised|counselling|استشارة|إرشاد|مشورة",
    "accompaniment": "accompagnement|accompagne|suivi|coaching|accompaniment|follow up|support|مواكبة|تتبع",
    "orientation": "orientation|oriente|orientee|mise en relation|referral|oriented|توجيه|إحالة",
}
MODES: dict[str, str] = {
    "office": "bureau|au bureau|presentiel|sur place|guichet|office|at the office|in person|المكتب|حضوري",
    "visit": "visite|visite sur site|terrain|domicile|deplacement|visit|site visit|home visit|زيارة|ميداني",
    "phone": "telephone|tel|par telephone|appel|phone|call|by phone|هاتف|بالهاتف",
    "online": "en ligne|visio|visioconference|whatsapp|mail|e-mail|online|video|عن بعد|عبر الإنترنت",
    "group": "groupe|en groupe|collectif|atelier|group|in a group|workshop|جماعي|مجموعة",
}
PURPOSES: dict[str, str] = {
    "information": "information|info|renseignement|معلومات",
    "business_creation": (
        "creation d'entreprise|creer une entreprise|entreprise|projet|agr|auto-entrepreneur|cooperative|business"
        "|business creation|creating a business|إحداث مقاولة|إحداث المقاولة|مشروع|مقاولة"
    ),
    "job_search": "emploi|recherche d'emploi|acces a l'emploi|travail|job|job search|employment|work|الشغل|شغل|عمل",
    "papers": "papiers|sejour|papiers et sejour|regularisation|carte de sejour|papers|residence|وثائق|إقامة",
    "training": "formation|acces a la formation|cours|atelier|training|course|تكوين|التكوين",
    "labour_law": "droit du travail|contrat|contrats|litige|labour law|contract|قانون الشغل|عقد",
    "marketing": "marketing|commercialisation|vente|تسويق",
    "health": "sante|acces a la sante|soins|acces aux soins|medical|health|health care|الصحة|صحة|علاج",
    "education": "education|acces a l'education|scolarite|ecole|scolarisation|school|schooling|التعليم|تعليم|تمدرس",
}


def _known(table: dict[str, str]) -> dict[str, str]:
    found = {joined(code): code for code in table}
    for code, words in table.items():
        for word in words.split("|"):
            found.setdefault(joined(word), code)
    return found


_KINDS, _MODES, _PURPOSES = _known(KINDS), _known(MODES), _known(PURPOSES)


def read_kind(text: str) -> str | None:
    """The code of a kind of service, "" for an empty cell, None when the word is not known."""
    return "" if is_nothing(text) else _KINDS.get(joined(text))


def read_mode(text: str) -> str | None:
    """The code of a way to meet, "" for an empty cell, None when the word is not known."""
    return "" if is_nothing(text) else _MODES.get(joined(text))


def read_purpose(text: str) -> str | None:
    """The code of what a service was for, "" for an empty cell, None when the word is not known."""
    return "" if is_nothing(text) else _PURPOSES.get(joined(text))


def read_minutes(text: str) -> int | None:
    """A length in minutes: 45, 45 min, 1h, 1h30, 1:30, 1,5 h; 0 for an empty cell, None when it is none."""
    if is_nothing(text):
        return 0
    digits = "".join(str(int(c)) if c.isdecimal() else c for c in text)
    tidy = plain(digits).replace(" ", "").replace(",", ".")
    found = re.fullmatch(r"(\d{1,2})(?:h|:|heures?|hours?|ساعة)(\d{2})?(?:m|mn|min)?", tidy)
    if found:
        return int(found[1]) * 60 + int(found[2] or 0)
    found = re.fullmatch(r"(\d{1,2}\.\d)(?:h|heures?|hours?)", tidy)
    if found:
        return round(float(found[1]) * 60)
    found = re.fullmatch(r"(\d{1,3})(?:\.0)?(?:m|mn|min|minutes?|دقيقة)?", tidy)
    return int(found[1]) if found else None
