"""What every page of a matter asks first: is it the reader's, and does the legal compartment stand open?"""

from __future__ import annotations

from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import urlencode

from wasl.kernel.web import Request
from wasl.services.labour import access
from wasl.services.labour.models import LabourMatter
from wasl.spine.cases.models import Case
from wasl.spine.cases.queries import case_to_act_on, case_to_read
from wasl.spine.rights import queries as rights


def matter_to_read(request: Request, pk: int) -> LabourMatter:
    """A matter of a case whose legal compartment the reader opens; 404 elsewhere, refused once handed over."""
    matter = get_object_or_404(LabourMatter, pk=pk)
    matter.case = case_to_read(request.actor, matter.case_id, access.READERS)
    return matter


def matter_to_act_on(request: Request, pk: int) -> LabourMatter:
    """A matter of an open case in which the reader advises; 404 elsewhere, refused once closed or handed over."""
    matter = get_object_or_404(LabourMatter, pk=pk)
    matter.case = case_to_act_on(request.actor, matter.case_id, access.WRITERS)
    return matter


def to_the_gate(request: Request, case: Case) -> HttpResponseRedirect | None:
    """Where the compartment is opened with a reason; None while it stands open.

    What is sent from a form opened before is taken: nothing typed is lost because a quarter of an hour has passed.
    """
    gate = None if request.method == "POST" else rights.gate(request.actor, case.party_id, access.COMPARTMENT)
    return redirect(f"{gate}?{urlencode({'next': request.get_full_path()})}") if gate else None
