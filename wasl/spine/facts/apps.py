"""The room of facts and the slots it fills."""

from __future__ import annotations

from django.apps import AppConfig


class FactsConfig(AppConfig):
    name = "wasl.spine.facts"
    label = "facts"
    verbose_name = "Faits"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from wasl.base.audit.slots import verbs
        from wasl.base.programmes.packs.sections import act_kinds
        from wasl.kernel import frames
        from wasl.spine.facts import access, holdings, queries
        from wasl.spine.facts.enums import FactKind
        from wasl.spine.people.slots import holdings as told
        from wasl.spine.people.slots import stays

        frames.navigation.fill(
            "facts", frames.NavItem(_("Facts"), "facts:list", "receipt", access.may_read, "measure"), order=80
        )
        act_kinds.fill("facts", frozenset(FactKind.values))
        frames.checks.fill("facts", queries.health)
        told.fill("facts", holdings.held, order=800)
        verbs.fill("facts.read", _("Fact read"))
        verbs.fill("facts.void", _("Fact withdrawn"))
        stays.fill("facts.fact", _("what was recorded is never rewritten; figures count the two as one"))
