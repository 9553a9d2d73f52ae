"""The room of procedures followed: what it hangs in the frames of the house."""

from django.apps import AppConfig


class ChecklistsConfig(AppConfig):
    name = "wasl.spine.checklists"
    label = "checklists"
    verbose_name = "Suivi des démarches"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hang the procedures followed on the pages of a case and of a party, in the navigation, on the home page."""
        from wasl.base.audit.slots import reasons, verbs
        from wasl.spine.checklists import places
        from wasl.spine.checklists.enums import VERBS, EndReason

        places.fill()
        for verb, label in VERBS.items():
            verbs.fill(verb, label)
        for reason in EndReason:
            reasons.fill(f"checklists.{reason}", reason.label)
