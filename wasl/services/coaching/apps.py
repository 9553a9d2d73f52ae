"""Application of coaching."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CoachingConfig(AppConfig):
    """Accompagnement."""

    name = "wasl.services.coaching"
    label = "coaching"
    verbose_name = "Accompagnement"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hang the room on the page of a case, in the navigation, on the home page, and in the facts."""
        from wasl.base.audit.slots import kinds, verbs
        from wasl.kernel.frames import NavItem, home_cards, navigation
        from wasl.services.coaching import access, places, queries
        from wasl.services.coaching.enums import VERBS
        from wasl.spine.cases import slots as cases
        from wasl.spine.facts.slots import sources
        from wasl.spine.merging.slots import Collision, collisions, words
        from wasl.spine.people import slots as people

        place = NavItem(_("Accompaniment"), "coaching:sessions", "people", access.may_read, "work")
        navigation.fill("coaching", place, order=50)
        home_cards.fill("coaching", places.overdue_card, order=50)
        cases.panels.fill("coaching", places.panel, order=50)
        cases.buttons.fill("coaching", places.button, order=50)
        people.holdings.fill("coaching", queries.held, order=310)
        sources.fill("coaching.participant", queries.expected_networked)
        words.fill("coaching.participant", _("Places on lists of events"))
        twice = _("Both are on the list of one same event: take one of the two off it first.")
        collisions.fill("coaching_participant_once", Collision(settle=twice))
        kinds.fill("coaching.coach", pgettext_lazy("record", "Coach"))
        kinds.fill("coaching.session", pgettext_lazy("record", "Coaching session"))
        kinds.fill("coaching.diagnostic", pgettext_lazy("record", "Diagnostic"))
        kinds.fill("coaching.event", pgettext_lazy("record", "Networking event"))
        for verb, label in VERBS.items():
            verbs.fill(verb, label)
