"""Documents handed to a person: the receipt of a consent."""

from __future__ import annotations

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from wasl.base.network.models import Office
from wasl.kernel import clock, pdf
from wasl.kernel.ui.words import day as in_words
from wasl.spine.people.models import Consent
from wasl.spine.people.queries.consents import text_of

LANGUAGES = {"fr": "français", "ar": "العربية", "en": "English"}


def consent_receipt(consent: Consent, *, office: Office | None, language: str) -> bytes:
    """The receipt of a consent (PDF) in fr, ar or en: what was agreed, how, and how to withdraw it."""
    with translation.override(language):
        text = text_of(consent.purpose, consent.text_version)
        organisation = consent.person.party.organisation
        data: dict[str, Any] = {
            "letterhead": {
                "name": organisation.name,
                "lines": [office.name, office.address, office.phone] if office else [],
                "footer": _("Receipt of a consent"),
            },
            "marks": {
                "reference": f"C-{consent.pk}",
                "place_date": in_words(clock.today(), long=True),
            },
            "title": _("Receipt of your consent"),
            "recipient": [consent.person.label],
            "opening": list(text.paragraphs[language]) if text else [],
            "facts": [(str(label), str(value)) for label, value in _facts(consent) if value],
            "closing": [
                _(
                    "You may withdraw this consent at any time, at the desk of this office, by phone or in writing, "
                    "without saying why. Bring this receipt if you have it; it is not needed."
                )
            ],
            "signatures": [_("The person"), _("For the association")],
        }
        return pdf.render("plain.typ", data, language=language)


def _facts(consent: Consent) -> list[tuple[Any, Any]]:
    def written(value: Any) -> str:
        return in_words(value, long=True) if value else ""

    return [
        (_("Agrees to"), consent.get_purpose_display()),
        (_("Given on"), written(consent.given_on)),
        (_("How"), consent.means_words),
        (_("Text"), consent.text_version),
        (_("Shown or read in"), LANGUAGES.get(consent.language, "")),
        (_("Told in"), consent.interpreted),
        (_("Who was present"), consent.present),
        (_("Holds until"), written(consent.expires_on)),
        (_("Withdrawn on"), written(consent.withdrawn_on)),
    ]
