"""What case files tell in the story of a party."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.spine.cases.models import Case, PlanItem, ServiceRecord
from wasl.spine.people.slots import TimelineEntry


def entries(actor: Actor, party_ids: Sequence[int]) -> list[TimelineEntry]:
    """Cases opened and closed, services and finished steps, within what the actor may read."""
    visible = Case.objects.visible_to(actor).filter(party_id__in=party_ids)
    found: list[TimelineEntry] = []
    cases = list(visible.select_related("guichet", "office"))
    if not cases:
        return found
    ids = [case.pk for case in cases]
    for case in cases:
        found += _opened_and_closed(case)
    for service in ServiceRecord.objects.standing().filter(case__in=ids):
        found.append(_service(service))
    for item in PlanItem.objects.standing().filter(case__in=ids, done_on__isnull=False):
        assert item.done_on is not None
        at, text = clock.at_noon(item.done_on), " · ".join(filter(None, (item.title, item.outcome)))
        found.append(TimelineEntry(at, _("Step finished"), text, _href(item.case_id), "check", "success"))
    return found


def _href(case_id: int) -> str:
    return Case(pk=case_id).get_absolute_url()


def _opened_and_closed(case: Case) -> list[TimelineEntry]:
    where = f"{case.guichet} · {case.office}"
    href = case.get_absolute_url()
    found = [TimelineEntry(clock.at_noon(case.opened_on), _("Case opened"), where, href, "folder")]
    if case.closed_on:
        text = f"{where} · {case.get_closing_reason_display()}"
        found.append(TimelineEntry(clock.at_noon(case.closed_on), _("Case closed"), text, href, "folder"))
    return found


def _service(service: ServiceRecord) -> TimelineEntry:
    length = ngettext("%(count)d minute", "%(count)d minutes", service.minutes) % {"count": service.minutes}
    text = f"{service.get_purpose_display()} · {length} · {service.get_mode_display()}"
    at = clock.at_noon(service.on)
    return TimelineEntry(at, service.get_kind_display(), text, _href(service.case_id), "message")
