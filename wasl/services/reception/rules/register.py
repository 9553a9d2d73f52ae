"""What only a welcome register holds: the day of a visit, and its reason in the words of the desk."""

from __future__ import annotations

import re

from wasl.spine.people.rules.reading import is_nothing, plain

REASON_WORDS: tuple[tuple[str, str], ...] = (
    ("collective_business", "startup collective cooperative sarl entreprise projet مقاولة تعاونية مشروع"),
    ("auto_entrepreneur", "autoentrepreneur auto ae entrepreneur المقاول"),
    ("association", "association associations جمعية"),
    ("marketing", "marketing commercial تسويق"),
    ("labour_law", "droit contrat travail licenciement juridique الشغل قانون"),
    ("employment", "emploi cv stage job recrutement عمل توظيف"),
    ("training", "formation cours atelier training تكوين"),
    ("papers", "papiers papier sejour carte titre passeport regularisation إقامة بطاقة"),
    ("information", "info infos information renseignement orientation معلومات"),
)


def read_reason(text: str) -> str:
    """The reason of the visit; "" for an empty cell, "other" for words that say none of them."""
    if is_nothing(text):
        return ""
    tidy = re.sub(r"\bstart[\s-]*up\b", "startup", plain(text)).replace("auto-", "auto ")
    tidy = tidy.replace("auto entrepreneur", "autoentrepreneur")
    said = set(re.split(r"[\W_]+", tidy))
    for code, vocabulary in REASON_WORDS:
        if said & {plain(word) for word in vocabulary.split()}:
            return code
    return "other"
