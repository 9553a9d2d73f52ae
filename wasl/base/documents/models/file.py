"""A file of a record."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise

from wasl.base.documents.enums import Compartment, FileKind
from wasl.base.documents.rules import EXTENSIONS, MADE
from wasl.kernel.models import Authored


class FileQuerySet(models.QuerySet["File"]):
    def of(self, owner_kind: str, owner_id: int) -> FileQuerySet:
        """Files of one record."""
        return self.filter(owner_kind=owner_kind, owner_id=owner_id)


class File(Authored):
    """A file handed in or written for one record; its bytes stand under `sha256` in the store."""

    owner_kind = models.CharField(max_length=60)
    owner_id = models.BigIntegerField()
    kind = models.SlugField(max_length=40, default=FileKind.OTHER)
    name = models.CharField(max_length=130)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    compartment = models.CharField(max_length=20, blank=True, choices=Compartment.choices, default="")

    objects = FileQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["owner_kind", "owner_id"], name="documents_file_owner"),
            models.Index(fields=["sha256"], name="documents_file_content"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(compartment__in=Compartment.values), name="documents_compartment_known"
            ),
            models.CheckConstraint(
                condition=Q(content_type__in=[*EXTENSIONS, *MADE]), name="documents_content_type_accepted"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The address that opens the file, to those who may."""
        return reverse("documents:open", args=[self.pk])

    @property
    def kind_label(self) -> str | Promise:
        """The name of its kind on screen."""
        known = FileKind._value2member_map_
        return FileKind(self.kind).label if self.kind in known else FileKind.OTHER.label
