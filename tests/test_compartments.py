"""Nothing of a compartment appears anywhere to whoever has not opened it with a reason: every role, every page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from wasl.base.accounts.queries import actor_for
from wasl.base.accounts.tests import factories as accounts
from wasl.base.documents.access import COMPARTMENTS
from wasl.base.documents.actions import store
from wasl.base.documents.models import File
from wasl.base.network.models import Office
from wasl.kernel.actors import SYSTEM, Actor, Role
from wasl.spine.cases import actions as cases
from wasl.spine.cases.models import Case
from wasl.spine.cases.tests.factories import a_case
from wasl.spine.people import actions as people
from wasl.spine.people.models import Person
from wasl.spine.people.tests.factories import a_person, an_office
from wasl.spine.rights import actions

pytestmark = [pytest.mark.pages, pytest.mark.django_db]

PDF = b"%PDF-1.7\nsmall\n%%EOF\n"
# What a page would show of a compartment: a word found nowhere else.
SECRETS = {code: f"Zellige{code}" for code in COMPARTMENTS.codes}


class Scene:
    """One person of one office with something in every compartment, wherever something can stand in one."""

    def __init__(self) -> None:
        self.office: Office = an_office()
        self.person: Person = a_person(self.office, nationality="SN", phone="0661223344", on=date(2024, 1, 5))
        self.case: Case = a_case(self.office, self.person.party)
        self.files: dict[str, File] = {}
        people.record_residence(
            by=SYSTEM,
            person=self.person,
            status="irregular",
            valid_from=date(2024, 1, 1),
            evidence=SECRETS["status"],
        )
        paper = people.record_paper(by=SYSTEM, person=self.person, kind="passport", number="AB123456")
        for number, code in enumerate(COMPARTMENTS.codes):
            actions.write_note(by=SYSTEM, person=self.person, compartment=code, text=SECRETS[code])
            if code != "status":
                cases.write_note(by=SYSTEM, case=self.case, compartment=code, text=SECRETS[code])
            upload = SimpleUploadedFile(f"{SECRETS[code]}.pdf", PDF + b" " * number)
            self.files[code] = store(
                by=SYSTEM,
                owner_kind="people.paper",
                owner_id=paper.pk,
                kind="proof",
                upload=upload,
                compartment=code,
            )
        self.paper = paper

    def pages(self) -> Iterator[str]:
        """Every page that could show something of the person."""
        pk, case = self.person.pk, self.case.pk
        for name in (
            "people:person",
            "people:edit",
            "people:consents",
            "people:residence",
            "rights:note_add",
        ):
            yield reverse(name, args=[pk])
        yield reverse("people:paper", args=[pk, self.paper.pk])
        yield reverse("cases:case", args=[case])
        for code in ("", "general", *COMPARTMENTS.codes):
            yield reverse("cases:notes", args=[case]) + f"?compartiment={code}"
        for code in COMPARTMENTS.codes:
            yield reverse("rights:compartment", args=[pk, code])
            yield reverse("rights:gate", args=[pk, code])
            yield self.files[code].get_absolute_url()
        for name in (
            "people:list",
            "cases:list",
            "cases:mine",
            "rights:openings",
            "rights:requests",
            "audit:journal",
        ):
            yield reverse(name)
            yield reverse(name) + "?export=csv"
        for text in ("diallo", "zellige", *SECRETS.values()):
            yield reverse("people:search") + f"?q={text}"
        for name in ("home", "people:renewals", "people:weekly", "facts:list", "people:collectives"):
            yield reverse(name)

    def somebody(self, role: str) -> tuple[Client, Actor]:
        user = accounts.user(self.office.organisation)
        accounts.membership(user, role, self.office.organisation, offices=[self.office])
        client = Client()
        client.force_login(user)
        return client, actor_for(user)


def seen(client: Client, address: str) -> str:
    answer: Any = client.get(address, follow=True)
    content = b"".join(answer) if answer.streaming else answer.content
    return f"{answer.headers.get('Content-Disposition', '')} {content.decode('utf-8', 'replace')}"


@pytest.fixture
def scene(settings: Any, tmp_path: Any) -> Scene:
    settings.MEDIA_ROOT = tmp_path
    return Scene()


@pytest.mark.parametrize("role", [one.value for one in Role])
def test_a_role_reads_of_each_compartment_what_it_opened_and_of_the_others_nothing(
    scene: Scene, role: str
) -> None:
    client, actor = scene.somebody(role)
    pages = list(scene.pages())
    leaks = [f"{code}: {page}" for page in pages for code in SECRETS if SECRETS[code] in seen(client, page)]
    # the word of the search itself stands in its field
    assert [leak for leak in leaks if "?q=" not in leak] == []
    for opened in (code for code in COMPARTMENTS.codes if role in COMPARTMENTS.openers(code)):
        fresh, actor = scene.somebody(role)
        actions.open_compartment(
            by=actor,
            party=scene.person.party,
            compartment=opened,
            reason="interview",
            words="entretien prévu avec la personne",
        )
        told = {page: seen(fresh, page) for page in pages if "?q=" not in page}
        assert SECRETS[opened] in told[reverse("rights:compartment", args=[scene.person.pk, opened])]
        assert SECRETS[opened] in told[scene.files[opened].get_absolute_url()].replace("%20", " ")
        others = [code for code in SECRETS if code != opened]
        assert [
            f"{opened} → {code}: {page}" for page in told for code in others if SECRETS[code] in told[page]
        ] == []


def test_the_status_in_words_stands_on_no_page_before_it_is_opened(scene: Scene) -> None:
    client, _actor = scene.somebody(Role.ADVISER)
    wrong = [page for page in scene.pages() if "Sans titre de séjour" in seen(client, page)]
    # the form that records a status offers the words of every status; it is not reached without the gate
    assert wrong == []
