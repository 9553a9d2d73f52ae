"""The room of funding and the slots it fills."""

from __future__ import annotations

from django.apps import AppConfig


class FundingConfig(AppConfig):
    name = "wasl.spine.funding"
    label = "funding"
    verbose_name = "Financements"

    def ready(self) -> None:
        """Fill navigation, home, checks, facts, evidence, files and packs."""
        from wasl.spine.funding import places

        places.fill()
