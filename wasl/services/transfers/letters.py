"""The receipt that a person gets of their consent to a transfer."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _

from wasl.kernel import clock, pdf
from wasl.kernel.ui.words import day as in_words
from wasl.services.transfers.models import Transfer, TransferConsent
from wasl.services.transfers.queries.consent_texts import told


def receipt(transfer: Transfer, consent: TransferConsent, *, language: str) -> bytes:
    """The receipt (PDF) in fr, ar or en: to what the person agreed, and how to withdraw."""
    office = transfer.case.office
    with translation.override(language):
        text = told(transfer, language, consent.text_version)
        lines = [
            (_("Given on"), in_words(consent.given_on, long=True)),
            (_("How"), consent.get_means_display()),
            (_("Witness"), consent.witness),
            (_("Told in"), consent.interpreted),
            (_("Text"), consent.text_version),
            (_("Reference"), transfer.reference),
        ]
        data = {
            "letterhead": {
                "name": transfer.organisation.label,
                "lines": [line for line in (office.name, office.address, office.phone) if line],
                "footer": _("Receipt of a consent to a transfer"),
            },
            "marks": {"reference": transfer.reference, "place_date": in_words(clock.today(), long=True)},
            "title": _("Receipt of your consent to a transfer"),
            "recipient": [transfer.person.label],
            "opening": list(text.paragraphs),
            "facts": [(str(label), str(value)) for label, value in lines if value],
            "closing": [
                _("To withdraw before the partner answers: at the desk or by phone, with this reference.")
            ],
            "signatures": [_("The person"), _("For the association")],
        }
        return pdf.render("plain.typ", data, language=language)
