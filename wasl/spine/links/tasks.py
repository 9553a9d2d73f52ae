"""What takes longer than a second with long files."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wasl.kernel.background.work import Progress, task
from wasl.spine.links import actions
from wasl.spine.links.models import SharingAgreement


@task(label=_("Looking for persons known to two organisations"), retries=1)
def propose_links(progress: Progress, agreement_id: int) -> str:
    """Propose links under an agreement, then show those that wait."""
    agreement = SharingAgreement.objects.get(pk=agreement_id)
    actions.propose_all(by=progress.by, agreement=agreement, report=progress.report)
    return reverse("links:list") + "?state=proposed"
