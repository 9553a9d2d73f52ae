"""The room of calls: what it hangs in the frames of the house."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

VERBS = {
    "calls.create": _("Call drafted"),
    "calls.update": _("Draft of a call changed"),
    "calls.condition": _("Condition of a call written"),
    "calls.criterion": _("Criterion of a call written"),
    "calls.remove_part": _("Condition or criterion of a call removed"),
    "calls.publish": _("Call published"),
    "calls.amend": _("Published call amended"),
    "calls.close": _("Reception of applications closed"),
    "calls.cancel": _("Call cancelled"),
    "calls.submit": _("Application filed"),
    "calls.read": _("Application opened"),
    "calls.list": _("Applications listed"),
    "calls.attach": _("Paper added to an application"),
    "calls.agreement": _("Agreement of a person to an application recorded"),
    "calls.check": _("Eligibility examined"),
    "calls.check_at_signature": _("Eligibility examined before signature"),
    "calls.preselect": _("Preselection recorded"),
    "calls.withdraw": _("Application withdrawn"),
    "calls.assign": _("Applications given to a reviewer"),
    "calls.review": _("Marks of a reviewer given"),
    "calls.conflict": _("Conflict of interest declared"),
    "calls.compose": _("Committee composed"),
    "calls.rank": _("Ranking drawn up or changed"),
    "calls.settle": _("Line of the ranking settled"),
    "calls.approve": _("Ranking approved by a member"),
    "calls.decide": _("Decision of the committee recorded"),
    "calls.announce": _("Results of a call published"),
    "calls.promote": _("Application selected from the reserve list"),
    "calls.minutes": _("Minutes of a committee printed"),
    "calls.letter": _("Letter to an applicant printed"),
    "calls.export": _("List of calls or applications exported"),
}


class CallsConfig(AppConfig):
    name = "wasl.services.calls"
    label = "calls"
    verbose_name = "Appels"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hang calls in the frames of other rooms, name their acts for the journal."""
        from wasl.base.audit.slots import kinds, verbs
        from wasl.base.documents.slots import compartment_gates, file_owners
        from wasl.kernel import frames
        from wasl.services.calls import access, panels
        from wasl.services.calls.actions.forgetting import forget
        from wasl.services.calls.queries import holdings, merges, presenting
        from wasl.services.calls.queries.presenting import gate_of_papers, may_open_papers
        from wasl.spine.facts.slots import sources
        from wasl.spine.merging.slots import Collision, collisions, obstacles, words
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
        frames.navigation.fill(
            "calls.receipts",
            frames.NavItem(
                _("Receipts and codes"), "calls:receipts", "receipt", access.keeps_reception, "money"
            ),
            25,
        )
        frames.home_cards.fill("calls.readings", panels.readings_card, 40)
        frames.home_cards.fill("calls.committee", panels.committee_card, 41)
        frames.home_cards.fill("calls.papers", panels.papers_card, 42)
        frames.home_cards.fill("calls.results", panels.results_card, 43)
        frames.erasure.fill("calls", forget)
        file_owners.fill("calls.application", may_open_papers)
        compartment_gates.fill("calls.application", gate_of_papers)
        slots.person_panels.fill("calls", panels.applications_panel, 60)
        slots.page_actions.fill("calls", panels.apply_button, 60)
        slots.holdings.fill("calls", holdings.held, 500)
        slots.timeline.fill("calls", presenting.timeline)
        words.fill("calls.application", _("Applications"))
        words.fill("calls.applicationmember", _("Places in applications"))
        for once in ("calls_application_once_per_party", "calls_member_once"):
            collisions.fill(once, Collision(settle=merges.TWICE))
        obstacles.fill("calls", merges.obstacles)
        sources.fill("calls.application", presenting.expected_filings)
        sources.fill("calls.decision", presenting.expected_selections)
        evidence.provide(
            "selected_in_calls", _("Times selected in a call"), "decision", presenting.selections
        )
        kinds.fill("calls.call", pgettext_lazy("record", "Call"))
        kinds.fill("calls.application", pgettext_lazy("record", "Application"))
        for verb, label in VERBS.items():
            verbs.fill(verb, label)
