"""Work put aside: comparing everybody takes longer than a page waits."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wasl.base.network.models import Organisation
from wasl.kernel.background.work import Progress, task
from wasl.spine.matching import actions


@task(label=_("Looking for duplicates"), retries=1)
def look_for_duplicates(progress: Progress, organisation_id: int, ids: list[int] | None = None) -> str:
    """Compare everybody of an organisation, or a list of its people; leads to the list of pairs."""
    organisation = Organisation.objects.get(pk=organisation_id)
    actions.check_all(by=progress.by, organisation=organisation, ids=ids, report=progress.report)
    return reverse("matching:list")
