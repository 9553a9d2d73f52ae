"""Templates from which a call starts: its conditions and its rubric, in the three languages. A coordinator edits them.

The rubric follows the shape of comparable schemes in Morocco (no published grid was found: it is a starting point);
the size of groups, 3 to 5, and the condition of regular stay by zone are those of WORK4LIFE.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from wasl.services.calls.enums import Applicant, CallKind, Operator


@dataclass(frozen=True, slots=True)
class Words:
    fr: str
    ar: str
    en: str

    def fields(self, name: str) -> dict[str, str]:
        """`{name_fr: …, name_ar: …, name_en: …}` for a model."""
        return {f"{name}_fr": self.fr, f"{name}_ar": self.ar, f"{name}_en": self.en}


NO_WORDS = Words("", "", "")


@dataclass(frozen=True, slots=True)
class PresetRule:
    evidence: str
    text: Words
    paper: Words = NO_WORDS
    operator: str = Operator.IS_YES
    value: str = ""
    value_max: str = ""
    applies_to: str = Applicant.ANY
    each_member: bool = False


@dataclass(frozen=True, slots=True)
class PresetCriterion:
    code: str
    label: Words
    anchors: Words
    weight: Decimal
    threshold: Decimal | None = None
    max_points: int = 5


@dataclass(frozen=True, slots=True)
class Preset:
    kind: str
    rules: tuple[PresetRule, ...]
    criteria: tuple[PresetCriterion, ...]
    papers: Words
    for_collectives: bool = False
    for_persons: bool = False
    for_organisations: bool = False


ADULT = PresetRule(
    evidence="age",
    operator=Operator.AT_LEAST,
    value="18",
    each_member=True,
    text=Words(
        "Chaque candidat a au moins 18 ans.",
        "يبلغ كل مترشح 18 سنة على الأقل.",
        "Every applicant is at least 18 years old.",
    ),
    paper=Words(
        "Une pièce qui porte la date de naissance",
        "وثيقة تحمل تاريخ الازدياد",
        "A paper that bears the date of birth",
    ),
)
GROUP_SIZE = PresetRule(
    evidence="collective_size",
    operator=Operator.BETWEEN,
    value="3",
    value_max="5",
    applies_to=Applicant.COLLECTIVE,
    text=Words(
        "Le groupe compte de 3 à 5 membres.",
        "تضم المجموعة من 3 إلى 5 أعضاء.",
        "The group has 3 to 5 members.",
    ),
)
#: laid down only for the zones where the coordinator asks for it
REGULAR_STAY = PresetRule(
    evidence="residence_regular",
    text=Words(
        "Chaque candidat étranger séjourne régulièrement au Maroc.",
        "يقيم كل مترشح أجنبي بالمغرب بصفة قانونية.",
        "Every foreign applicant stays regularly in Morocco.",
    ),
    paper=Words(
        "Copie du titre de séjour en cours de validité de chaque membre étranger",
        "نسخة من سند إقامة ساري المفعول لكل عضو أجنبي",
        "Copy of the valid residence permit of each foreign member",
    ),
)

_ANCHOR_MIDDLE = Words("3 – convaincant en partie", "3 – مقنع جزئيا", "3 – convincing in part")


def _anchors(low: Words, high: Words) -> Words:
    return Words(
        f"0 – {low.fr}\n{_ANCHOR_MIDDLE.fr}\n5 – {high.fr}",
        f"0 – {low.ar}\n{_ANCHOR_MIDDLE.ar}\n5 – {high.ar}",
        f"0 – {low.en}\n{_ANCHOR_MIDDLE.en}\n5 – {high.en}",
    )


TEAM = PresetCriterion(
    "team",
    Words("Porteurs et équipe", "حاملو المشروع والفريق", "Bearers and team"),
    _anchors(
        Words(
            "ni compétences ni rôles définis", "لا كفاءات ولا أدوار محددة", "neither skills nor roles defined"
        ),
        Words(
            "compétences vérifiées, rôles partagés, groupe uni",
            "كفاءات مثبتة وأدوار موزعة ومجموعة متماسكة",
            "proven skills, shared roles, united group",
        ),
    ),
    Decimal(25),
)
VIABILITY = PresetCriterion(
    "viability",
    Words("Marché et viabilité", "السوق والجدوى", "Market and viability"),
    _anchors(
        Words("pas de clients identifiés", "لا زبناء محددين", "no customers identified"),
        Words(
            "clients rencontrés, prix et concurrence connus",
            "زبناء تم لقاؤهم، والأثمان والمنافسة معروفة",
            "customers met, prices and competitors known",
        ),
    ),
    Decimal(25),
    threshold=Decimal("2.5"),
)
FEASIBILITY = PresetCriterion(
    "feasibility",
    Words("Faisabilité et budget", "قابلية الإنجاز والميزانية", "Feasibility and budget"),
    _anchors(
        Words("budget absent ou irréaliste", "ميزانية غائبة أو غير واقعية", "budget absent or unrealistic"),
        Words(
            "devis joints, calendrier tenable, apport propre",
            "بيانات أثمان مرفقة وجدول زمني معقول ومساهمة ذاتية",
            "quotations attached, tenable calendar, own contribution",
        ),
    ),
    Decimal(20),
)
IMPACT = PresetCriterion(
    "impact",
    Words(
        "Utilité sociale, femmes et emplois",
        "المنفعة الاجتماعية والنساء ومناصب الشغل",
        "Social use, women and jobs",
    ),
    _anchors(
        Words("aucun effet décrit", "لا أثر موصوف", "no effect described"),
        Words(
            "emplois prévus, place des femmes, utilité pour le quartier",
            "مناصب شغل مرتقبة ومكانة للنساء ومنفعة للحي",
            "jobs planned, place of women, use for the neighbourhood",
        ),
    ),
    Decimal(15),
)
MOTIVATION = PresetCriterion(
    "motivation",
    Words("Motivation et assiduité", "الحافز والمواظبة", "Motivation and attendance"),
    _anchors(
        Words("absences, engagement incertain", "غيابات والتزام غير مؤكد", "absences, uncertain commitment"),
        Words(
            "présence constante, engagement de chaque membre",
            "حضور منتظم والتزام كل عضو",
            "constant presence, commitment of every member",
        ),
    ),
    Decimal(15),
)
GRID = (TEAM, VIABILITY, FEASIBILITY, IMPACT, MOTIVATION)

_QUOTATIONS = Words(
    "Devis des principaux achats", "بيانات أثمان المقتنيات الرئيسية", "Quotations of the main purchases"
)


def _papers(*items: Words) -> Words:
    """One paper a line."""
    return Words(*("\n".join(getattr(item, code) for item in items) for code in ("fr", "ar", "en")))


_PAPERS_NEW = _papers(
    Words("Fiche du projet avec son budget", "بطاقة المشروع مع ميزانيته", "Project sheet with its budget"),
    Words(
        "Copie d'une pièce d'identité ou d'un titre de chaque membre",
        "نسخة من وثيقة هوية أو سند كل عضو",
        "Copy of an identity paper or permit of each member",
    ),
    _QUOTATIONS,
)
_PAPERS_BUSINESS = _papers(
    Words(
        "Carte d'auto-entrepreneur, registre du commerce ou statuts",
        "بطاقة المقاول الذاتي أو السجل التجاري أو النظام الأساسي",
        "Auto-entrepreneur card, trade register or statutes",
    ),
    Words(
        "Chiffre d'affaires des douze derniers mois",
        "رقم معاملات الاثني عشر شهرا الأخيرة",
        "Turnover of the last twelve months",
    ),
    _QUOTATIONS,
)

PRESETS: dict[str, Preset] = {
    CallKind.COLLECTIVE: Preset(
        CallKind.COLLECTIVE, (GROUP_SIZE, ADULT), GRID, _PAPERS_NEW, for_collectives=True
    ),
    CallKind.INDIVIDUAL: Preset(CallKind.INDIVIDUAL, (ADULT,), GRID, _PAPERS_NEW, for_persons=True),
    CallKind.AGR: Preset(CallKind.AGR, (ADULT,), GRID, _PAPERS_NEW, for_persons=True, for_collectives=True),
    CallKind.ACCELERATION: Preset(
        CallKind.ACCELERATION,
        (ADULT,),
        GRID,
        _PAPERS_BUSINESS,
        for_persons=True,
        for_collectives=True,
        for_organisations=True,
    ),
}
