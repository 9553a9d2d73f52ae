"""Documents of a referral: the receipt of the person's consent, the letter for institutions that read paper."""

from __future__ import annotations

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from wasl.kernel import clock, pdf
from wasl.kernel.ui.words import day as in_words
from wasl.services.referrals.models import Referral
from wasl.services.referrals.queries.consent_texts import told
from wasl.services.referrals.queries.sharing import shared_with_receiver


def _head(referral: Referral, footer: str, *, phone: bool) -> dict[str, Any]:
    office = referral.office
    lines = (office.name, office.address, office.phone if phone else "")
    return {
        "letterhead": {
            "name": referral.organisation.label,
            "lines": [line for line in lines if line],
            "footer": footer,
        },
        "marks": {"reference": referral.reference, "place_date": in_words(clock.today(), long=True)},
    }


def receipt(referral: Referral, *, code: str, language: str) -> bytes:
    """The receipt of a consent (PDF) in fr, ar or en: to what the person agreed, and how to withdraw with the code."""
    consent = referral.consent
    with translation.override(language):
        text = told(referral, language, consent.text_version)
        lines = [
            (_("Given on"), in_words(consent.given_on, long=True)),
            (_("How"), consent.get_means_display()),
            (_("Witness"), consent.witness),
            (_("Told in"), consent.interpreted),
            (_("Text"), consent.text_version),
            (_("Reference"), referral.reference),
            (_("Code to withdraw"), code),
        ]
        data = {
            **_head(referral, _("Receipt of a consent to a referral"), phone=True),
            "title": _("Receipt of your consent to a referral"),
            "recipient": [referral.person.label],
            "opening": list(text.paragraphs),
            "facts": [(str(label), str(value)) for label, value in lines if value],
            "closing": [
                _(
                    "To withdraw: at the desk, by phone, or on the page “Withdraw a consent” of this site with the"
                    " reference and the code. Keep this paper for yourself: show the code to nobody."
                )
            ],
            "signatures": [_("The person"), _("For the association")],
        }
        return pdf.render("plain.typ", data, language=language)


def letter(referral: Referral, *, language: str) -> bytes:
    """The letter of a referral (PDF): the shared fields and nothing else of the person."""
    return pdf.render("plain.typ", letter_words(referral, language=language), language=language)


def letter_words(referral: Referral, *, language: str) -> dict[str, Any]:
    """All that the letter says, as it is set."""
    with translation.override(language):
        return {
            # The phone of the office is itself one of the fields the person chooses to share.
            **_head(referral, _("Referral"), phone=False),
            "title": _("Referral to your service"),
            "recipient": [referral.receiver.label, referral.offer.label],
            "opening": [
                _(
                    "We refer to you the person described below, who agreed that we tell you what follows, and only"
                    " that, until %(until)s."
                )
                % {"until": in_words(referral.expires_on, long=True)}
            ],
            "facts": [(str(one.label), one.text) for one in shared_with_receiver(referral)],
            "closing": [
                _("Please answer by %(due)s, quoting the reference %(reference)s.")
                % {"due": in_words(referral.due_on, long=True), "reference": referral.reference},
                _(
                    "After %(until)s, or if the person withdraws their consent, please destroy this letter and what"
                    " you noted of it."
                )
                % {"until": in_words(referral.expires_on, long=True)},
            ],
            "signatures": [_("For the association")],
        }
