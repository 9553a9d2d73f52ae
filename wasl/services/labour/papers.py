"""The contract as a PDF, in French or Arabic, set by the house's letter."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _

from wasl.base.programmes.packs import Text
from wasl.kernel.money import format_money
from wasl.kernel.pdf import render
from wasl.kernel.ui import words
from wasl.services.labour.contracts import version_of
from wasl.services.labour.models import ContractDraft

LANGUAGES = ("fr", "ar")
BLANK = "………………"
TEMPLATE = "labour/contract.typ"


def contract_paper(draft: ContractDraft, *, language: str) -> bytes:
    """The draft filled into its version of the model, as a PDF in `language` (fr or ar); what is empty stays dotted."""
    model = version_of(draft.kind, draft.model_version)
    with translation.override(language):
        terms = _terms(draft)
        clauses = [
            [_said(clause.title, language), _said(clause.text, language).format(**terms)]
            for clause in model.clauses
            if draft.other_terms or _said(clause.text, language) != "{other_terms}"
        ]
        data = {
            "letterhead": {"name": draft.employer, "lines": [draft.employer_address], "footer": ""},
            "title": str(draft.get_kind_display()),
            "facts": [
                [_("Employer"), draft.employer],
                [_("Represented by"), draft.represented_by or BLANK],
                [_("Worker"), draft.worker],
            ],
            "opening": _said(model.opening, language).format(**terms),
            "clauses": clauses,
            "signatures": [_("The employer"), _("The worker")],
            "notes": [note for note in (_said(model.doubt, language), _model_line(draft)) if note],
        }
        return render(TEMPLATE, data, language=language)


def _terms(draft: ContractDraft) -> dict[str, str]:
    written = {
        "employer": draft.employer,
        "worker": draft.worker,
        "job": draft.job,
        "workplace": draft.workplace,
        "other_terms": draft.other_terms,
        "starts_on": words.day(draft.starts_on, long=True),
        "ends_on": words.day(draft.ends_on, long=True) if draft.ends_on else "",
        "wage": format_money(draft.wage, "MAD"),
        "weekly_hours": f"{draft.weekly_hours.normalize():f}",
    }
    return {name: f"\u2068{text or BLANK}\u2069" for name, text in written.items()}


def _said(text: Text, language: str) -> str:
    return str(getattr(text, language) or text.fr)


def _model_line(draft: ContractDraft) -> str:
    return _("Made from version %(version)s of the model.") % {"version": draft.model_version}
