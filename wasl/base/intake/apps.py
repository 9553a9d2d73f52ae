"""Application of the intake."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class IntakeConfig(AppConfig):
    """Reprise de données."""

    name = "wasl.base.intake"
    label = "intake"
    verbose_name = "Reprise de données"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hang the room in the navigation and name its verbs."""
        from wasl.base.audit.slots import kinds, verbs
        from wasl.base.intake.access import may_import
        from wasl.kernel.frames import NavItem, navigation

        item = NavItem(_("Data intake"), "intake:batches", "upload", may_import, "house")
        navigation.fill("intake", item, order=700)
        kinds.fill("intake.batch", pgettext_lazy("record", "Sheet"))
        kinds.fill("intake.row", pgettext_lazy("record", "Row of a sheet"))
        verbs.fill("intake.open", _("Took a sheet in"))
        verbs.fill("intake.sheet", _("Chose another sheet of the file"))
        verbs.fill("intake.forget", _("Forgot the columns remembered"))
        verbs.fill("intake.export", _("Took the faulty rows out as a sheet"))
        verbs.fill("intake.map", _("Named the columns of a sheet"))
        verbs.fill("intake.correct", _("Corrected a row of a sheet"))
        verbs.fill("intake.choose", _("Said whom a row is about"))
        verbs.fill("intake.leave_out", _("Left a row out"))
        verbs.fill("intake.confirm", _("Confirmed a sheet"))
        verbs.fill("intake.undo", _("Undid a sheet"))
        verbs.fill("intake.read", _("Read the rows of a sheet"))
