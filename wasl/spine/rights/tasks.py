"""Making the file of a request, apart from the page that asked for it."""

from __future__ import annotations

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from wasl.kernel.background.work import Progress, task
from wasl.spine.rights import actions
from wasl.spine.rights.models import AccessRequest


@task(label=_("File of all that is held on a person"))
def make_file(progress: Progress, request_id: int) -> str:
    """Make the file; its page is where the result stands."""
    rows = AccessRequest.objects.select_related("party__organisation", "file")
    request = get_object_or_404(rows, pk=request_id)
    actions.export_person(by=progress.by, request=request, report=progress.report)
    return request.get_absolute_url()
