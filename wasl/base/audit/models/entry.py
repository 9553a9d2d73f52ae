"""One act or one page read, as it stands for ever."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from wasl.base.audit import rules
from wasl.base.audit.access import READERS, readable_organisations
from wasl.base.audit.slots import concealed
from wasl.kernel.actors import Actor, Role


class EntryQuerySet(models.QuerySet["Entry"]):
    """Reads of the journal."""

    def visible_to(self, actor: Actor) -> "EntryQuerySet":
        """Entries of the organisations whose journal the actor may read.

        Entries that belong to no organisation (the command line, failed sign-ins) hold no person's data
        and are shown to the protection and auditor roles.
        """
        if actor.is_system:
            return self
        if not actor.has(*READERS):
            return self.none()
        allowed = models.Q(organisation_id__in=readable_organisations(actor))
        if actor.has(Role.PROTECTION, Role.AUDITOR):
            allowed |= models.Q(organisation_id__isnull=True)
        rows = self.filter(allowed)
        for kept in concealed:
            rows = rows.exclude(kept(actor))
        return rows

    def about(self, object_id: str) -> "EntryQuerySet":
        """Entries that name this identifier among their objects."""
        return self.filter(objects_text__contains=f" {object_id.strip()} ")


class Entry(models.Model):
    """Who did (or read) what, when and why. Identifiers and names of fields only, never values."""

    at = models.DateTimeField(_("when"), db_index=True)
    actor_kind = models.CharField(max_length=20)
    actor_id = models.BigIntegerField(null=True, db_index=True)
    actor_label = models.CharField(_("who"), max_length=200)
    organisation_id = models.BigIntegerField(null=True, db_index=True)
    verb = models.CharField(_("act"), max_length=80, db_index=True)
    kind = models.CharField(_("kind of object"), max_length=80, blank=True, db_index=True)
    # Identifiers between blanks (" 12 40 "), so that one is found whole on both databases.
    objects_text = models.TextField(db_column="objects", blank=True)
    reason = models.TextField(_("reason"), blank=True)
    # Names of the fields changed, between blanks.
    fields = models.TextField(_("fields"), blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("journal entry")
        verbose_name_plural = _("journal entries")

    def __str__(self) -> str:
        return f"{self.verb} {self.kind}{self.objects_text}".strip()

    @property
    def object_ids(self) -> list[str]:
        """Identifiers of the objects, as text."""
        return self.objects_text.split()

    def sealed_line(self) -> rules.Line:
        """The entry as the seal hashes it."""
        return rules.Line(
            self.id,
            rules.digest(
                [
                    str(self.id),
                    self.at.isoformat(timespec="microseconds"),
                    self.actor_kind,
                    str(self.actor_id),
                    self.actor_label,
                    str(self.organisation_id),
                    self.verb,
                    self.kind,
                    self.objects_text,
                    self.reason,
                    self.fields,
                ]
            ),
        )
