"""What is said of a step and of a paper."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404

from wasl.base.procedures.models import StepPaper
from wasl.kernel.forms import form_page
from wasl.kernel.web import Request, page
from wasl.spine.checklists import access, actions, queries
from wasl.spine.checklists.actions.checks import check_may
from wasl.spine.checklists.actions.steps import Said
from wasl.spine.checklists.enums import PaperState
from wasl.spine.checklists.forms import PaperForm, StepForm, step_initial
from wasl.spine.people import access as people_access
from wasl.spine.people.enums import PaperState as OnFile
from wasl.spine.people.models import Paper, Party


@page(access.may_work)
def step(request: Request, pk: int, step: int) -> HttpResponseBase:
    """Say where a step stands."""
    run = queries.run_to_act_on(request.actor, pk)
    check_may(request.actor, run, assigned=True)
    found = get_object_or_404(run.procedure.steps, pk=step)

    def save(data: dict[str, Any]) -> str:
        expected = data.pop("version")
        actions.set_step(by=request.actor, run=run, step=found, said=Said(**data), expected=expected)
        return f"{run.get_absolute_url()}#etape-{found.position}"

    return form_page(
        request,
        StepForm,
        do=save,
        title=found.title,
        initial=step_initial(run, found.pk),
        context={"subtitle": run.procedure.title},
        version=run.version,
        cancel=run.get_absolute_url(),
    )


@page(access.may_work)
def paper(request: Request, pk: int, paper: int) -> HttpResponseBase:
    """Say whether a paper is there."""
    run = queries.run_to_act_on(request.actor, pk)
    check_may(request.actor, run, assigned=True)
    found = get_object_or_404(StepPaper.objects.filter(step__procedure=run.procedure), pk=paper)
    row = run.papers.filter(paper=found).first()
    on_file = _on_file(request, run.party)

    def save(data: dict[str, Any]) -> str:
        chosen = data.get("person_paper")
        actions.set_paper(
            by=request.actor,
            run=run,
            paper=found,
            state=data["state"],
            person_paper=next((one for one in on_file if one.pk == chosen), None),
        )
        return f"{run.get_absolute_url()}#etape-{found.step.position}"

    return form_page(
        request,
        PaperForm,
        do=save,
        title=found.label,
        initial={
            "state": row.state if row else PaperState.HELD,
            "person_paper": row.person_paper_id if row else None,
        },
        form_kwargs={"papers": on_file},
        context={"subtitle": f"{found.step.title} · {run.procedure.title}"},
        cancel=run.get_absolute_url(),
    )


def _on_file(request: Request, party: Party) -> list[Paper]:
    """The papers held on the person that the reader may see."""
    if not people_access.may_see_papers(request.actor):
        return []
    if not Party.objects.visible_to(request.actor).filter(pk=party.pk).exists():
        return []
    return list(Paper.objects.filter(person_id=party.pk, state=OnFile.HELD))
