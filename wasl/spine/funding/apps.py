"""The room of funding and the slots it fills."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class FundingConfig(AppConfig):
    name = "wasl.spine.funding"
    label = "funding"
    verbose_name = "Financements"

    def ready(self) -> None:
        """Fill navigation, home, checks, facts, evidence, files, packs and the words of the journal."""
        from wasl.base.audit.slots import kinds, verbs
        from wasl.spine.funding import places
        from wasl.spine.funding.words import VERBS

        places.fill()
        kinds.fill("funding.condition", pgettext_lazy("record", "Condition of a tranche"))
        for verb, label in VERBS.items():
            verbs.fill(verb, label)
