"""What the pages show and to whom; of the person of the other organisation they show nothing."""

from __future__ import annotations

import re
from itertools import product
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from wasl.base.accounts.tests import factories as accounts
from wasl.base.audit.models import Entry
from wasl.base.network.models import Organisation
from wasl.kernel.actors import Role
from wasl.spine.links import actions
from wasl.spine.links.models import Link, Question, SharingAgreement
from wasl.spine.links.tests.factories import (
    PHONE,
    agreement_of,
    confirmed,
    in_force,
    proposed,
    recorded,
    somebody,
    terms,
    today,
    twice,
    two_offices,
)
from wasl.spine.people.models import Person
from wasl.spine.people.tests.factories import a_person, an_office, signed_in

pytestmark = pytest.mark.django_db
ASK = "links:known"
# every role; the one that sees links, also with its person on the other side of the link
CASES = [
    *product(Role, [False, True], [False]),
    *product([Role.PROTECTION], [False, True], [True]),
]


def sign_in(client: Client, role: str, organisation: Organisation) -> Any:
    """A fresh user with this role in all offices of the organisation."""
    someone = accounts.user(organisation)
    accounts.membership(someone, role, organisation)
    client.force_login(someone, backend="allauth.account.auth_backends.AuthenticationBackend")
    return someone


def text_of(response: Any) -> str:
    content = b"".join(response) if response.streaming else response.content
    return str(content.decode())


@pytest.mark.parametrize("role", [role for role in Role if role != Role.PROTECTION])
def test_other_roles_open_no_list_of_links(client: Client, role: str) -> None:
    here, there = two_offices()
    link = proposed(here, there)
    signed_in(client, role, here)
    assert client.get(reverse("links:list")).status_code == 403
    assert client.get(link.get_absolute_url()).status_code == 403


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.RECEPTION, Role.ADVISER)])
def test_other_roles_do_not_ask(client: Client, role: str) -> None:
    here, there = two_offices()
    in_force(here.organisation, there.organisation)
    signed_in(client, role, here)
    assert client.get(reverse(ASK)).status_code == 403


# ------------------------------------------------------------------ nothing of the other side


def pages(link: Link, person: Person, question: Question | None) -> list[str]:
    """Every page of the room that has to do with a link, its exports, and the page of one's own person."""
    found = [
        reverse("links:list"),
        reverse("links:list") + "?export=csv&columns=person&columns=reason",
        link.get_absolute_url(),
        reverse("links:refuse", args=[link.pk]),
        reverse("links:end", args=[link.pk]),
        reverse("links:agreements"),
        agreement_of(link).get_absolute_url(),
        reverse("links:agreement_create"),
        reverse("links:agreement_end", args=[link.agreement_id]),
        person.get_absolute_url(),
        reverse(ASK),
        f"{reverse(ASK)}?personne={person.pk}",
        reverse("home"),
    ]
    return found + ([question.get_absolute_url()] if question else [])


@pytest.mark.parametrize(("role", "stands", "mirrored"), CASES)
def test_no_page_of_this_room_shows_the_person_of_the_other_organisation(
    client: Client, role: str, stands: bool, mirrored: bool
) -> None:
    here, there = two_offices()
    hidden = {"family_name": "Ouattaraville", "given_names": "Zéphyrine", "address": "Impasse du Figuier"}
    one = a_person(here, "Jallow", "Mamadu", phone=PHONE, birth_date=today().replace(year=1990, day=4))
    other = a_person(there, phone=PHONE, birth_date=one.birth_date, **hidden)
    sides = [(one, here), (other, there)]
    (first, first_at), (second, second_at) = reversed(sides) if mirrored else sides
    link = actions.propose(
        by=somebody(Role.ADVISER, first_at.organisation),
        one=first.pk,
        one_organisation=first_at.organisation_id,
        other=second.pk,
        other_organisation=second_at.organisation_id,
        agreement=in_force(here.organisation, there.organisation),
    )
    if stands:
        for office in (here, there):
            link = actions.confirm(by=somebody(Role.PROTECTION, office.organisation), link=link)
        link = actions.end(
            by=somebody(Role.PROTECTION, there.organisation), link=link, reason="Zéphyrine est une autre"
        )
    user = sign_in(client, role, here.organisation)
    question = None
    if role in (Role.RECEPTION, Role.ADVISER):
        client.post(
            f"{reverse(ASK)}?personne={one.pk}",
            {
                "asked_by": "phone_birth",
                "phone": PHONE,
                "birth": f"{one.birth_date:%d/%m/%Y}",
                "reason": "said",
            },
        )
        question = Question.objects.get(created_by_id=user.pk)
        assert question.answers.count() == 1
    for address in pages(link, one, question):
        body = text_of(client.get(address, follow=True))
        for words in (*hidden.values(), str(there.name), reverse("people:person", args=[other.pk])):
            assert words not in body, f"{role} {address}: {words}"


def test_the_officer_of_both_organisations_sees_both_persons(client: Client) -> None:
    here, there = two_offices()
    link = proposed(here, there)
    someone = sign_in(client, Role.PROTECTION, here.organisation)
    accounts.membership(someone, Role.PROTECTION, there.organisation)
    body = text_of(client.get(link.get_absolute_url()))
    assert link.one.label in body
    assert link.other.label in body


# ------------------------------------------------------------------ deciding


def test_the_officer_finds_what_waits_on_the_home_page_and_confirms_it(client: Client) -> None:
    here, there = two_offices()
    link = proposed(here, there)
    sign_in(client, Role.PROTECTION, here.organisation)
    assert "?waits=yes" in text_of(client.get(reverse("home")))
    body = text_of(client.get(reverse("links:list"), {"waits": "yes"}))
    assert link.one.label in body
    client.post(reverse("links:confirm", args=[link.pk]))
    link.refresh_from_db()
    assert link.decided_one_at is not None
    assert link.one.label not in text_of(client.get(reverse("links:list"), {"waits": "yes"}))
    assert "Confirmé de ce côté" in text_of(client.get(link.get_absolute_url()))


def test_refusing_asks_for_a_reason_that_the_other_side_does_not_read(client: Client) -> None:
    here, there = two_offices()
    link = proposed(here, there)
    sign_in(client, Role.PROTECTION, there.organisation)
    address = reverse("links:refuse", args=[link.pk])
    assert client.post(address, {"reason": ""}).status_code == 200
    assert client.post(address, {"reason": "Sa jumelle Aminata"}).status_code == 303
    assert "Sa jumelle Aminata" in text_of(client.get(link.get_absolute_url()))
    sign_in(client, Role.PROTECTION, here.organisation)
    for page in (link.get_absolute_url(), reverse("links:list") + "?columns=reason&choose=1"):
        assert "Aminata" not in text_of(client.get(page, follow=True))


def test_a_link_whose_agreement_ended_is_said_to_have_no_effect(client: Client) -> None:
    here, there = two_offices()
    link = confirmed(here, there)
    officer = somebody(Role.PROTECTION, there.organisation)
    actions.end_agreement(by=officer, agreement=agreement_of(link), reason="Fin")
    sign_in(client, Role.PROTECTION, here.organisation)
    assert "sans effet" in text_of(client.get(link.get_absolute_url()))
    assert "Confirmé, sans effet" in text_of(client.get(reverse("links:list")))
    assert "Confirmé, sans effet" in text_of(client.get(link.one.get_absolute_url()))


def test_each_look_at_a_link_names_one_s_own_person_in_the_journal(client: Client) -> None:
    here, there = two_offices()
    link = proposed(here, there)
    sign_in(client, Role.PROTECTION, here.organisation)
    for address, verb in ((reverse("links:list"), "links.list"), (link.get_absolute_url(), "links.read")):
        client.get(address)
        assert Entry.objects.filter(verb=verb).get().objects_text.split() == [str(link.one_id)]


def test_the_list_asks_the_same_however_many_links(client: Client) -> None:
    here, there = two_offices()
    agreement = in_force(here.organisation, there.organisation)
    sign_in(client, Role.PROTECTION, here.organisation)
    asked = []
    for numbers in (range(1), range(1, 30)):
        for number in numbers:
            proposed(here, there, agreement, phone=f"06612233{number:02}")
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("links:list"))
        asked.append(len(captured))
    assert asked[0] == asked[1]


# ------------------------------------------------------------------ agreements


def test_an_agreement_is_recorded_with_both_papers_and_confirmed_by_the_other(client: Client) -> None:
    here, there = two_offices()
    sign_in(client, Role.PROTECTION, here.organisation)
    said = terms(members=[there.organisation_id], signed_on="01/11/2019", authorised_on="01/12/2019")
    said["valid_from"] = "01/01/2020"
    without = {key: value for key, value in said.items() if key != "authorisation_file"}
    assert client.post(reverse("links:agreement_create"), without).status_code == 200
    assert not SharingAgreement.objects.exists()
    for file in ("agreement_file", "authorisation_file"):
        said[file].seek(0)
    assert client.post(reverse("links:agreement_create"), said).status_code == 303
    agreement = SharingAgreement.objects.get()
    address = reverse("links:agreement_confirm", args=[agreement.pk])
    assert client.post(address).status_code == 403
    sign_in(client, Role.COORDINATOR, there.organisation)
    assert reverse("links:agreements") in text_of(client.get(reverse("home")))
    assert client.post(address).status_code == 302
    body = text_of(client.get(agreement.get_absolute_url()))
    assert "En vigueur" in body
    papers = re.findall(r'href="(/pieces/[^"]+)"', body)
    assert len(papers) == 2
    assert client.get(papers[0]).status_code == 200


def test_comparing_the_files_is_done_apart_and_leads_to_what_was_found(client: Client) -> None:
    here, there = two_offices()
    agreement = in_force(here.organisation, there.organisation)
    twice(here, there)
    sign_in(client, Role.PROTECTION, here.organisation)
    done = client.post(reverse("links:agreement_compare", args=[agreement.pk]), follow=True)
    assert "/liens/?state=proposed" in text_of(done)
    assert Link.objects.get().origin == "machine"


# ------------------------------------------------------------------ at the desk


def test_without_agreement_the_desk_reads_what_is_missing(client: Client) -> None:
    here, there = two_offices()
    signed_in(client, Role.RECEPTION, here)
    body = text_of(client.get(reverse(ASK)))
    assert "Aucune convention" in body
    assert "09-08" in body
    assert 'name="phone"' not in body
    recorded(here.organisation, there.organisation)
    assert "ne l’a pas encore confirmée" in text_of(client.get(reverse(ASK)))


def asked_by_paper(client: Client, number: str, query: str = "") -> str:
    data = {"asked_by": "paper", "paper_kind": "passport", "number": number, "reason": "said"}
    done = client.post(reverse(ASK) + query, data)
    assert done.status_code == 303
    return text_of(client.get(done["Location"]))


def test_a_yes_gives_the_organisation_and_the_year_and_a_no_looks_alike(client: Client) -> None:
    here, there = two_offices()
    in_force(here.organisation, there.organisation)
    twice(here, there, paper="AB123456")
    signed_in(client, Role.RECEPTION, here)
    yes, no = asked_by_paper(client, "AB123456"), asked_by_paper(client, "AB999999")
    assert f"<bdi>{there.organisation.label}</bdi>, depuis {today().year}" in yes
    assert "Aucune organisation" in no
    for body in (yes, no):
        assert "AB123456" not in body
        assert '<h2 class="slip-title">La réponse</h2>' in body
    assert "20" in text_of(client.get(reverse(ASK)))
    assert "Questions restantes aujourd’hui : 18 sur 20" in text_of(client.get(reverse(ASK)))


def test_the_desk_asks_from_a_person_s_page_and_then_for_a_link(client: Client) -> None:
    here, there = two_offices()
    in_force(here.organisation, there.organisation)
    one, _other = twice(here, there, paper="AB123456")
    signed_in(client, Role.RECEPTION, here)
    query = f"?personne={one.pk}"
    assert reverse(ASK) + query in text_of(client.get(one.get_absolute_url()))
    asked_by_paper(client, "AB123456", query)
    question = Question.objects.get()
    data = {"answer": question.answers.get().pk}
    done = client.post(reverse("links:ask_for_link", args=[question.pk]), data, follow=True)
    assert "Proposé" in text_of(done)
    assert Link.objects.get().one_id == one.pk


def test_an_answer_is_read_by_who_asked_on_the_day_alone(client: Client, moving_clock: Any) -> None:
    here, there = two_offices()
    in_force(here.organisation, there.organisation)
    signed_in(client, Role.RECEPTION, here)
    asked_by_paper(client, "AB999999")
    address = Question.objects.get().get_absolute_url()
    assert client.get(address).status_code == 200
    assert Entry.objects.filter(verb="links.known").count() == 2
    signed_in(client, Role.RECEPTION, here)
    assert client.get(address).status_code == 404


def test_half_a_number_is_told_beside_its_field_and_what_was_typed_stays(client: Client) -> None:
    here, there = two_offices()
    in_force(here.organisation, there.organisation)
    signed_in(client, Role.RECEPTION, here)
    data = {"asked_by": "phone_birth", "phone": "223344", "birth": "04/05/1990", "reason": "said"}
    body = text_of(client.post(reverse(ASK), data))
    assert "neuf chiffres" in body
    assert 'value="223344"' in body


def test_the_person_asked_about_must_be_seen(client: Client) -> None:
    here, there = two_offices()
    in_force(here.organisation, there.organisation)
    stranger = a_person(an_office())
    signed_in(client, Role.RECEPTION, here)
    assert client.get(f"{reverse(ASK)}?personne={stranger.pk}").status_code == 404
