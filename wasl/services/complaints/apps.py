"""Application of the complaints."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ComplaintsConfig(AppConfig):
    """Réclamations."""

    name = "wasl.services.complaints"
    label = "complaints"
    verbose_name = "Réclamations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hang the complaints in the frames of the house, and keep quiet where they must be."""
        from django.urls import reverse

        from wasl.base.accounts.slots import Door, Work, doors, work
        from wasl.base.audit.slots import concealed, kinds, verbs
        from wasl.base.messaging import slots as messaging
        from wasl.kernel import frames
        from wasl.services.complaints import access, home, queries
        from wasl.services.complaints import work as held
        from wasl.services.complaints.actions.giving import PURPOSE, RECORD
        from wasl.services.complaints.actions.telling import ANSWERED, RECEIVED
        from wasl.services.complaints.enums import VERBS

        place = frames.NavItem(_("Complaints"), "complaints:list", "flag", access.may_work, "work")
        frames.navigation.fill("complaints", place, order=95)
        given = frames.NavItem(_("Complaints and ideas"), "complaints:give", "flag", lambda actor: True)
        frames.public_links.fill("complaints.give", given, order=200)
        frames.home_cards.fill("complaints", home.card, order=45)
        frames.checks.fill("complaints", queries.somebody_protects)
        doors.fill(PURPOSE, Door(_("Your complaint"), lambda grant: reverse("complaints:followed")))
        work.fill("complaints", Work(_("Complaints to answer"), held.held, held.hand_over), order=80)
        concealed.fill("complaints", queries.entries_kept_from)
        messaging.kept_from.fill(RECORD, queries.messages_kept_from)
        messaging.abouts.fill(RECORD, lambda reference: reverse("complaints:complaint", args=[reference]))
        messaging.purposes.fill(RECEIVED, _("Complaint acknowledged"))
        messaging.purposes.fill(ANSWERED, _("Answer to a complaint"))
        kinds.fill(RECORD, pgettext_lazy("record", "Complaint"))
        for verb, words in VERBS.items():
            verbs.fill(verb, words)
