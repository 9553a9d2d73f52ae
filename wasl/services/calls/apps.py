"""The room of calls: what it hangs in the frames of the house."""

from django.apps import AppConfig


class CallsConfig(AppConfig):
    name = "wasl.services.calls"
    label = "calls"
    verbose_name = "Appels"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from wasl.base.documents.slots import file_owners
        from wasl.kernel import frames
        from wasl.services.calls import access, panels
        from wasl.services.calls.actions.forgetting import forget
        from wasl.services.calls.queries import presenting
        from wasl.services.calls.queries.presenting import may_open_papers
        from wasl.spine.facts.slots import sources
        from wasl.spine.people import evidence, slots

        frames.navigation.fill(
            "calls", frames.NavItem(_("Calls"), "calls:list", "flag", access.may_see_calls, "money"), 10
        )
        frames.navigation.fill(
            "calls.applications",
            frames.NavItem(
                _("Applications"), "calls:applications", "file", access.may_see_applications, "money"
            ),
            20,
        )
        frames.navigation.fill(
            "calls.reviews",
            frames.NavItem(_("My readings"), "calls:reviews", "star", access.may_review, "money"),
            30,
        )
        frames.home_cards.fill("calls.readings", panels.readings_card, 40)
        frames.home_cards.fill("calls.committee", panels.committee_card, 41)
        frames.home_cards.fill("calls.papers", panels.papers_card, 42)
        frames.home_cards.fill("calls.results", panels.results_card, 43)
        frames.erasure.fill("calls", forget)
        file_owners.fill("calls.application", may_open_papers)
        slots.person_panels.fill("calls", panels.applications_panel, 60)
        slots.page_actions.fill("calls", panels.apply_button, 60)
        slots.timeline.fill("calls", presenting.timeline)
        sources.fill("calls.application", presenting.expected_filings)
        sources.fill("calls.decision", presenting.expected_selections)
        evidence.provide(
            "selected_in_calls", _("Times selected in a call"), "decision", presenting.selections
        )
