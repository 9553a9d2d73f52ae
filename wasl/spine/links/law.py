"""What the law asks before files of two bodies are linked, as data with its source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Law:
    """A duty of the law from a day on; `confirmed` once somebody has read it in the text itself."""

    code: str
    text: str | Promise
    source: str
    since: date
    confirmed: bool


LINKING = Law(
    code="09-08/12",
    text=_(
        "Linking the files of different bodies, or processing data that hold the number of the national identity "
        "card, needs the prior authorisation of the CNDP."
    ),
    source="Loi 09-08 (dahir 1-09-15 du 18 février 2009, BO 5714 du 5 mars 2009), art. 12 ; décret 2-09-165",
    since=date(2009, 3, 5),
    confirmed=False,
)
