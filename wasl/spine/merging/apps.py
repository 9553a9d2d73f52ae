"""The room of merges: what it hangs in the frames of the house."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MergingConfig(AppConfig):
    name = "wasl.spine.merging"
    label = "merging"
    verbose_name = "Fusions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what of the rooms below follows a merge and what does not; name the acts of this room."""
        from wasl.base.audit.slots import verbs
        from wasl.kernel.frames import NavItem, erasure, navigation
        from wasl.spine.matching.slots import merge_page
        from wasl.spine.merging import access, actions
        from wasl.spine.merging.enums import VERBS
        from wasl.spine.merging.queries import consents, places
        from wasl.spine.people import slots

        for verb, label in VERBS.items():
            verbs.fill(verb, label)
        navigation.fill("merging", NavItem(_("Merges"), "merging:list", "link", access.may_merge), order=38)
        erasure.fill("merging", actions.forget)
        slots.page_actions.fill("merging", places.button, order=210)
        slots.person_panels.fill("merging", places.panel, order=240)
        slots.alerts.fill("merging", places.alert, order=5)
        slots.alerts.fill("merging.consents", consents.alerts, order=7)
        slots.timeline.fill("merging", places.entries, order=15)
        slots.holdings.fill("merging", places.holdings, order=240)
        merge_page.fill("page", places.page_of_pair)
        self._say_what_follows()

    def _say_what_follows(self) -> None:
        from wasl.spine.merging.enums import TABLES
        from wasl.spine.merging.slots import Collision, collisions, words
        from wasl.spine.people.slots import stays

        stays.fill("people.party", _("the tree of merges itself"))
        stays.fill("people.searchkey", _("written anew for the record kept"))
        stays.fill("people.renewal", _("drawn anew from the papers and statuses of the record kept"))
        # Whoever gave a reason to open what is kept apart on one record has given none for the other.
        stays.fill("rights.opening", _("a reason was given for that record alone"))
        stays.fill("merging.merge", _("says of two records that they were merged"))
        stays.fill("matching.duplicate", _("says of two records that they look alike"))

        for label, plural in TABLES.items():
            words.fill(label, plural)

        # What is said twice of one person says nothing more: it stays with the record absorbed.
        collisions.fill("people", Collision())
        collisions.fill("links", Collision())  # that room stands beside this one and does not know it
        collisions.fill("people_contact_one_preferred", Collision(yields={"is_preferred": False}))
        collisions.fill(
            "people_member_once",
            Collision(
                settle=_(
                    "Both are members of one same collective, which would then have a member less:"
                    " end one of the two memberships first."
                )
            ),
        )
        collisions.fill(
            "people.staffperson.person",
            Collision(settle=_("Two members of the staff have each declared to be one of these persons.")),
        )
