"""What a deliverable shows: its files, and what is held on a party."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wasl.base.documents.models import File
from wasl.kernel.actors import Actor
from wasl.services.marketing.enums import OWNER, FileRole
from wasl.services.marketing.models import Deliverable, Measure
from wasl.spine.people.models import Party
from wasl.spine.people.queries.telling import told
from wasl.spine.people.slots import Holding


def files_of(deliverable: Deliverable) -> list[tuple[str | Promise, list[File]]]:
    """Its files by what they show (before, the work, after), those kept first on top; one query."""
    rows = list(File.objects.of(OWNER, deliverable.pk).order_by("pk"))
    return [(role.label, [row for row in rows if row.kind == role]) for role in FileRole]


def may_open_file(actor: Actor, deliverable_id: int) -> bool:
    """Whether the files of a deliverable open to this actor: to whoever reads the deliverable."""
    return Deliverable.objects.visible_to(actor).filter(pk=deliverable_id).exists()


def held(by: Actor, party: Party) -> Iterable[Holding]:
    """The deliverables made for the party, their files and their measures, told to it."""
    rows = list(Deliverable.objects.filter(case__party=party))
    files = list(File.objects.filter(owner_kind=OWNER, owner_id__in=[row.pk for row in rows]))
    yield told(
        "marketing.deliverables",
        _("Marketing work made for you"),
        rows,
        {
            "kind": _("Work"),
            "title": _("What"),
            "wish": _("What was wished"),
            "asked_on": _("Asked for on"),
            "status": _("Status"),
            "delivered_on": _("Handed over on"),
        },
        files=files,
    )
    yield told(
        "marketing.measures",
        _("Measures before and after"),
        Measure.objects.filter(deliverable__in=rows),
        {
            "what": _("Measure"),
            "moment": _("When"),
            "on": _("On"),
            "value": _("Number"),
            "told_by": _("Told by"),
        },
    )
