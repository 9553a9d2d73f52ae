"""The room of funding and the slots it fills."""

from __future__ import annotations

from django.apps import AppConfig


class FundingConfig(AppConfig):
    name = "wasl.spine.funding"
    label = "funding"
    verbose_name = "Financements"

    def ready(self) -> None:
        """Fill navigation, home, checks, facts, evidence, files, packs and the words of the journal."""
        from wasl.base.audit.slots import verbs
        from wasl.spine.funding import places
        from wasl.spine.funding.words import VERBS

        places.fill()
        for verb, label in VERBS.items():
            verbs.fill(verb, label)
