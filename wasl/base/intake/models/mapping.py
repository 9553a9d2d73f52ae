"""What is remembered of the sheets of a partner, and the file of a batch while another of its sheets may be chosen."""

from __future__ import annotations

from base64 import b64decode, b64encode

from django.db import models

from wasl.base.intake.models.batch import Batch
from wasl.kernel import clock
from wasl.kernel.crypto import EncryptedTextField


class Mapping(models.Model):
    """Which heading was which column, in the sheets of one organisation and one kind.

    `headings` is a list of [folded heading, column code or ""], in the order of the sheet; `fingerprint` is of the
    headings alone, whatever their order.
    """

    organisation = models.ForeignKey("network.Organisation", on_delete=models.CASCADE, related_name="+")
    importer = models.SlugField(max_length=40)
    fingerprint = models.CharField(max_length=64)
    headings = models.JSONField(default=list)
    used_at = models.DateTimeField(default=clock.now)
    used_by_label = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering = ["-used_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "importer", "fingerprint"], name="intake_mapping_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.importer} {self.fingerprint[:8]}"

    @property
    def codes(self) -> dict[str, str]:
        """Folded heading → column code, "" for those left out."""
        return dict(self.headings)


class SourceFile(models.Model):
    """The file of a batch whose workbook holds several sheets, encrypted; gone as soon as rows are written."""

    batch = models.OneToOneField(Batch, on_delete=models.CASCADE, related_name="source")
    packed = EncryptedTextField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.batch)

    @property
    def content(self) -> bytes:
        return b64decode(self.packed)

    @content.setter
    def content(self, content: bytes) -> None:
        self.packed = b64encode(content).decode()
