"""The pages of procedures followed: who is refused, then what they show."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from tests.support.signed_in import signed_in
from wasl.base.procedures.load import load_law
from wasl.base.procedures.models import Procedure
from wasl.kernel.actors import SYSTEM, Role
from wasl.spine.cases.actions import close_case
from wasl.spine.cases.tests.factories import a_case
from wasl.spine.checklists.models import ChecklistRun
from wasl.spine.checklists.paper import sheet_pdf
from wasl.spine.checklists.tests.factories import a_change, a_procedure, a_run, said
from wasl.spine.people.tests.factories import a_person, an_office

pytestmark = pytest.mark.django_db
ASK = {"state": "done", "done_on": "1/4/2024", "reference": "REC-9"}


def test_the_desk_and_another_office_read_none() -> None:
    office = an_office()
    run = a_run(office=office)
    assert signed_in(Role.RECEPTION, office.organisation).get(run.get_absolute_url()).status_code == 403
    other = an_office()
    assert signed_in(Role.ADVISER, other.organisation).get(run.get_absolute_url()).status_code == 404
    assert Client().get(run.get_absolute_url()).status_code == 302


def test_a_procedure_is_chosen_its_conditions_read_and_it_is_started() -> None:
    load_law()
    office = an_office()
    case = a_case(office)
    client = signed_in(Role.ADVISER, office.organisation)
    address = f"{reverse('checklists:start')}?dossier={case.pk}"
    assert "Créer une coopérative" in client.get(address).content.decode()
    chosen = f"{address}&demarche=create_cooperative"
    page = client.get(chosen).content.decode()
    assert "5 personnes" in page
    assert "Ouvrir le séjour avec un motif" in page, "what is kept apart is not answered here"
    client.post(chosen, {"on": "1/4/2024"})
    run = ChecklistRun.objects.get()
    assert run.case == case
    assert "Dire où elle en est" in client.get(run.get_absolute_url()).content.decode()


def test_it_is_started_for_a_person_without_a_case() -> None:
    office = an_office()
    party = a_person(office).party
    procedure = a_procedure("seul")
    client = signed_in(Role.ADVISER, office.organisation)
    client.post(
        f"{reverse('checklists:start')}?party={party.pk}&demarche={procedure.code}", {"on": "1/4/2024"}
    )
    run = ChecklistRun.objects.get()
    assert (run.case, run.office) == (None, office)


def test_a_step_is_said_on_its_page() -> None:
    office = an_office()
    run = a_run(office=office)
    client = signed_in(Role.ADVISER, office.organisation)
    step = run.procedure.steps.get(code="ask")
    address = reverse("checklists:step", args=[run.pk, step.pk])
    assert client.post(address, {**ASK, "version": run.version}).status_code == 303
    page = client.get(run.get_absolute_url()).content.decode()
    assert "REC-9" in page
    assert "étapes faites : 1 sur 3" in page


def test_a_closed_case_takes_no_act_and_says_so_before_the_form() -> None:
    office = an_office()
    run = a_run(office=office)
    assert run.case is not None
    close_case(by=SYSTEM, case=run.case, reason="completed")
    client = signed_in(Role.ADVISER, office.organisation)
    step = run.procedure.steps.first()
    assert step is not None
    for address in (
        reverse("checklists:step", args=[run.pk, step.pk]),
        reverse("checklists:abandon", args=[run.pk]),
        f"{reverse('checklists:start')}?dossier={run.case_id}",
    ):
        assert client.get(address).status_code == 403
    assert client.post(reverse("checklists:resume", args=[run.pk])).status_code == 403


@pytest.mark.parametrize("name", ["checklists:list", "checklists:changes"])
def test_the_lists_ask_the_database_a_constant_number_of_times(name: str) -> None:
    office = an_office()
    client = signed_in(Role.ADVISER, office.organisation)
    procedure = a_procedure(delays={"file": "answer"}, papers={"ask": ("Carte",)})
    asked = []
    for more in (1, 29):
        for _number in range(more):
            said(a_run(procedure, office), "ask")
            a_change("answer")
        client.get(reverse(name))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(name))
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_the_page_of_a_change_lists_its_runs_and_answers_for_many() -> None:
    office = an_office()
    run = a_run(a_procedure(delays={"file": "answer"}), office)
    change = a_change("answer")
    client = signed_in(Role.ADVISER, office.organisation)
    address = reverse("checklists:change", args=[change.pk])
    assert run.party.label in client.get(address).content.decode()
    client.post(address, {"bulk": "seen", "pk": [run.pk]})
    assert run.law_answers.get().answer == "seen"


@pytest.mark.parametrize(("language", "words"), [("fr", "Guichet"), ("en", "Before whom"), ("ar", "2002")])
def test_the_route_sheet_says_no_name_unless_wanted_and_no_number(language: str, words: str) -> None:
    load_law()
    office = an_office()
    run = a_run(Procedure.objects.get(code="declare_association"), office)
    said(run, "founding", reference="REC-SECRET")
    client = signed_in(Role.ADVISER, office.organisation)
    page = client.get(reverse("checklists:sheet", args=[run.pk]), {"langue": language}).content.decode()
    assert run.party.label not in page
    assert "REC-SECRET" not in page
    text = "".join(
        one.extract_text()
        for one in PdfReader(BytesIO(sheet_pdf(run, language=language, with_name=True))).pages
    )
    assert "Diallo" in text
    assert "REC-SECRET" not in text
    assert words in text or language == "fr"
