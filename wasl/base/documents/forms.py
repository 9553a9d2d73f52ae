"""A field that takes a file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from wasl.base.documents import rules
from wasl.base.documents.actions import TOO_LARGE, examine
from wasl.kernel.errors import RuleBroken

ACCEPTED = ",".join([*rules.EXTENSIONS.values(), ".jpeg"])


class DocumentField(forms.FileField):
    """A file of an accepted kind; what is wrong with it is said beside the field."""

    widget = forms.FileInput(attrs={"accept": ACCEPTED})

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("PDF, photo, Word or Excel, at most 10 MB."))
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        upload = super().clean(data, initial)
        if isinstance(upload, UploadedFile):
            if (upload.size or 0) > rules.LARGEST:
                raise ValidationError(TOO_LARGE, code="too_large")
            try:
                examine(upload)
            except RuleBroken as error:
                raise ValidationError(str(error), code=error.code) from error
            upload.seek(0)
        return upload
