"""How the cells about a project are read."""

from __future__ import annotations

from wasl.spine.people.rules.reading import is_nothing, joined

AGR, STARTUP, COOPERATIVE = "agr", "startup", "cooperative"
KINDS: dict[str, str] = {
    AGR: (
        "agr|activite generatrice de revenus|activite generatrice de revenu|igA|income-generating activity"
        "|income generating activity|نشاط مدر للدخل|نشاط مدر للربح"
    ),
    STARTUP: "start-up|start up|startup|entreprise|company|business|مقاولة ناشئة|مقاولة",
    COOPERATIVE: "cooperative|coop|co-operative|تعاونية",
}
FORMS: dict[str, str] = {
    "none": "sans|aucune|sans forme|sans forme juridique|informel|none|no legal form|بدون|بدون شكل قانوني",
    "auto_entrepreneur": "auto-entrepreneur|ae|auto entrepreneur|self-employed|مقاول ذاتي|المقاول الذاتي",
    "cooperative": "cooperative|coop|تعاونية",
    "sarl": "sarl|limited company|شركة ذات مسؤولية محدودة",
    "sarl_au": "sarl au|sarl-au|sarl a associe unique",
    "gie": "gie|مجموعة ذات نفع اقتصادي",
}
STATUSES: dict[str, str] = {
    "active": "active|actif|en activite|en cours|ouvert|running|open|نشيط|مستمر",
    "changed": "changed|change d'activite|a change d'activite|reconverti|تغير النشاط",
    "paused": "paused|en pause|suspendu|suspendue|arret provisoire|suspended|متوقف مؤقتا",
    "closed": "closed|ferme|fermee|arrete|arretee|clos|abandonne|stopped|مغلق|متوقف",
    "unreachable": "unreachable|injoignable|perdu de vue|sans nouvelles|lost|لا يجيب",
}


def read(text: str, table: dict[str, str]) -> str | None:
    """The code under which a word stands in the table, "" for an empty cell, None when it is not known."""
    if is_nothing(text):
        return ""
    said = joined(text)
    for code, words in table.items():
        if said in {joined(word) for word in (code, *words.split("|"))}:
            return code
    return None


def form_of(kind: str, form: str) -> str | None:
    """The legal form of a project of this kind; None where the form said does not go with it.

    An AGR has none, a cooperative is one, a start-up has the form that is told ("none" until one is).
    """
    if kind == AGR:
        return "none" if form in ("", "none") else None
    if kind == COOPERATIVE:
        return "cooperative" if form in ("", "cooperative") else None
    return (form or "none") if form != "cooperative" else None
