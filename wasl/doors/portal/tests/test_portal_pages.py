"""The public door: what it refuses, what it keeps quiet, and an application from the first page to its answer."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from wasl.base.accounts.actions import revoke_access
from wasl.base.programmes.models import Programme, PublishedFigure, Source
from wasl.doors.portal import rules
from wasl.doors.portal.actions import ONCE, SLOW_DOWN
from wasl.doors.portal.models import Sending
from wasl.doors.portal.queries import ordered_programmes
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Role
from wasl.kernel.installation import state
from wasl.services.calls import actions
from wasl.services.calls.actions.steps import PURPOSE
from wasl.services.calls.models import Application, Call
from wasl.services.calls.queries.presenting import open_calls
from wasl.services.calls.tests.factories import (
    Scene,
    a_group,
    a_person,
    a_scene,
    an_application,
    decided,
    marked,
)
from wasl.spine.facts.models import Fact
from wasl.spine.people.models import Consent, Person

pytestmark = pytest.mark.django_db


_phones = count(1)


def typed(scene: Scene, members: int = 3, **changed: Any) -> dict[str, Any]:
    """A form filled in; nobody in it has the phone of anybody in another."""
    data: dict[str, Any] = {
        "group_name": "Les Palmiers", "title": "Cuisine de rue", "summary": "Plats à emporter", "legal_form": "sarl",
        "amount_requested": "30 000", "own_contribution": "", "zone": scene.call_zone.pk, "language": "fr",
    }  # fmt: skip
    for number in range(1, members + 1):
        data |= {
            f"given_names_{number}": f"Prénom{number}", f"family_name_{number}": f"Nom{number}", f"sex_{number}": "f",
            f"birth_{number}": "1990", f"nationality_{number}": "senegal", f"phone_{number}": f"06{next(_phones):08d}",
            f"consent_{number}": "on",
        }  # fmt: skip
    return {**data, **changed}


def form_of(scene: Scene, who: str = "groupe") -> str:
    return reverse("portal:apply_as", args=[scene.call.code, who])


def sent(client: Client, scene: Scene, **changed: Any) -> tuple[Application, str]:
    """Apply, and read reference and code from the receipt."""
    answer = client.post(form_of(scene), typed(scene, **changed))
    assert answer.status_code == 303, answer.content.decode()[:6000]
    application = Application.objects.latest("pk")
    return application, client.session["portal_receipt"]["code"]


# ------------------------------------------------------------------ what is refused


def test_a_closed_call_a_draft_and_a_call_for_others_take_nothing_online() -> None:
    scene, draft = a_scene(), a_scene(published=False)
    client = Client()
    assert client.get(form_of(draft)).status_code == 404
    assert client.get(form_of(scene, "seul")).status_code == 404
    assert client.get(form_of(scene, "tous")).status_code == 404
    Call.objects.filter(pk=scene.call.pk).update(closes_on=clock.today() - timedelta(days=1))
    assert client.get(form_of(scene)).status_code == 404
    assert client.post(form_of(scene), typed(scene)).status_code == 404
    assert not Application.objects.exists()


def test_a_person_who_has_not_agreed_or_is_half_written_stops_the_sending_and_nothing_typed_is_lost() -> None:
    scene, client = a_scene(), Client()
    changes: list[dict[str, Any]] = [
        {"consent_2": ""},
        {"nationality_1": "Atlantide"},
        {"birth_3": "hier matin"},
        {"phone_1": ""},
        {"family_name_4": "Seul"},
        {"amount_requested": "300 000"},
    ]
    for changed in changes:
        answer = client.post(form_of(scene), typed(scene, **changed))
        assert answer.status_code == 200, changed
        assert "Les Palmiers" in answer.content.decode()
        assert "Plats à emporter" in answer.content.decode()
    assert not Application.objects.exists()
    assert not Person.objects.exists()


def test_what_fills_the_hidden_field_is_thanked_and_forgotten() -> None:
    scene, client = a_scene(), Client()
    answer = client.post(form_of(scene), typed(scene, reponse_2="http://spam.example"))
    assert answer.headers["Location"] == reverse("portal:trapped")
    assert client.get(answer.headers["Location"]).status_code == 200
    assert not Application.objects.exists()


def test_too_many_from_one_place_are_asked_to_wait_and_others_are_not() -> None:
    scene, client = a_scene(), Client()
    for _ in range(rules.FROM_ONE_PLACE):
        sent(client, scene)
    answer = client.post(form_of(scene), typed(scene))
    assert answer.status_code == 200
    assert "notice-danger" in answer.content.decode()
    elsewhere = Client(REMOTE_ADDR="10.1.2.3")
    assert elsewhere.post(form_of(scene), typed(scene)).status_code == 303
    assert "127.0.0.1" not in Sending.objects.values_list("source_index", flat=True)


@pytest.mark.parametrize(
    ("known", "again"),
    [
        ({"phone_2": "06 12-34-56-78"}, {"phone_1": "+212 612345678"}),
        ({"phone_2": "0612345678"}, {"phone_3": "٠٦١٢٣٤٥٦٧٨"}),
        (
            {"given_names_1": "Aïssatou", "family_name_1": "DIALLO", "birth_1": "12/03/1994"},
            {"given_names_3": "aissatou", "family_name_3": "Diallo", "birth_3": "12/03/1994"},
        ),
        (
            {"given_names_1": "Aïssatou", "family_name_1": "Diallo", "birth_1": "12/03/1994"},
            {"given_names_2": "Diallo", "family_name_2": "Aïssatou", "birth_2": "12/03/1994"},
        ),
    ],
)
def test_one_who_is_in_an_application_to_the_call_is_sent_to_the_office_and_nobody_is_named(
    known: dict[str, Any], again: dict[str, Any]
) -> None:
    scene, client = a_scene(), Client()
    application, _code = sent(client, scene, **known)
    before = Person.objects.count()
    refused = Client().post(form_of(scene), typed(scene, **again))
    assert refused.status_code == 200
    errors = refused.context["form"].non_field_errors()
    assert errors == [str(ONCE)]
    assert application.reference not in refused.content.decode()
    assert "Plats à emporter" in refused.content.decode()
    assert (Application.objects.count(), Person.objects.count()) == (1, before)
    assert sent(client, a_scene(), **again)[0].pk
    actions.withdraw(by=SYSTEM, application=application, reason="Le groupe se sépare")
    assert sent(client, scene, **again)[0].pk


def test_a_namesake_born_another_day_or_in_a_year_alone_and_a_short_phone_are_let_through() -> None:
    scene, client = a_scene(), Client()
    names = {"given_names_1": "Awa", "family_name_1": "Diallo"}
    sent(client, scene, **names, birth_1="12/03/1994", phone_2="0612")
    sent(client, scene, **names, birth_1="13/03/1994", phone_2="0612")
    sent(client, scene, **names, birth_1="1994")
    assert Application.objects.count() == 3


def test_one_who_was_registered_at_the_desk_is_found_too() -> None:
    scene, client = a_scene(), Client()
    an_application(scene, group=a_group(scene, 3, [a_person(scene, phone="+212 6 99 88 77 66")]))
    assert client.post(form_of(scene), typed(scene, phone_3="0699887766")).status_code == 200
    assert Application.objects.count() == 1


def test_who_tries_one_phone_after_another_is_asked_to_wait() -> None:
    scene, client = a_scene(), Client()
    sent(client, scene, phone_1="0612345678")
    for _ in range(rules.FROM_ONE_PLACE - 1):
        client.post(form_of(scene), typed(scene, phone_1="0612345678"))
    answer = client.post(form_of(scene), typed(scene))
    assert answer.status_code == 200
    assert answer.context["form"].non_field_errors() == [str(SLOW_DOWN)]


def test_unknown_reference_and_wrong_code_get_the_very_same_answer() -> None:
    scene, client = a_scene(), Client()
    application, code = sent(client, scene)
    stranger = Client()
    answers = []
    for reference, secret in (("CALL-0-9999", code), (application.reference, "AAAA-AAAA-AAA"), ("", "x")):
        page = stranger.post(reverse("portal:find"), {"reference": reference or "-", "code": secret})
        assert page.status_code == 200
        answers.append(page.context["form"].errors.as_text())
    assert answers[0] == answers[1] == answers[2]
    assert stranger.get(reverse("portal:file")).status_code == 302
    assert stranger.get(reverse("portal:letter")).status_code == 302
    assert stranger.get(reverse("portal:receipt")).status_code == 302


def test_after_some_wrong_tries_even_the_right_code_waits() -> None:
    scene, client = a_scene(), Client()
    application, code = sent(client, scene)
    for _ in range(6):
        client.post(reverse("portal:find"), {"reference": application.reference, "code": "AAAA-AAAA-AAA"})
    answer = client.post(reverse("portal:find"), {"reference": application.reference, "code": code})
    assert answer.status_code == 200


# ------------------------------------------------------------------ an application, from the form to the answer


def test_a_group_applies_and_its_members_become_people_followed_by_the_office_of_the_zone() -> None:
    scene, client = a_scene(), Client()
    application, code = sent(client, scene)
    assert (application.origin, application.status) == ("public", "eligible")
    assert application.party.label == "Les Palmiers"
    people = Person.objects.order_by("pk")
    assert [p.label for p in people] == ["Prénom1 Nom1", "Prénom2 Nom2", "Prénom3 Nom3"]
    assert {p.nationality_id for p in people} == {"SN"}
    assert {p.birth_precision for p in people} == {"year"}
    assert all(p.reason_new for p in people)
    assert Consent.objects.filter(purpose="file").count() == 3
    adviser = scene.actor(Role.ADVISER)
    assert Person.objects.visible_to(adviser).count() == 3
    fact = Fact.objects.get(kind="applied")
    assert (fact.origin, fact.people.count()) == ("public", 3)
    shown = client.get(reverse("portal:receipt")).content.decode()
    assert application.reference in shown
    assert code in shown
    assert client.get(reverse("portal:receipt_pdf")).content.startswith(b"%PDF")
    client.post(reverse("portal:put_away"))
    assert client.get(reverse("portal:receipt")).status_code == 302


def test_the_same_form_sent_twice_files_once() -> None:
    scene, client = a_scene(), Client()
    token = client.get(form_of(scene)).context["submission"]
    first = client.post(form_of(scene), typed(scene, submission=token))
    second = client.post(form_of(scene), typed(scene, submission=token))
    assert first.headers["Location"] == second.headers["Location"]
    assert Application.objects.count() == 1


def test_one_person_applies_alone_and_a_fourth_member_is_welcome() -> None:
    scene, client = a_scene(for_persons=True), Client()
    chosen = client.get(reverse("portal:apply", args=[scene.call.code])).content.decode()
    assert form_of(scene, "seul") in chosen
    alone = typed(scene, members=1)
    alone.pop("group_name")
    assert client.post(form_of(scene, "seul"), alone).status_code == 303
    assert Application.objects.get().party.kind == "person"
    application, _code = sent(client, scene, members=4)
    assert application.members.count() == 4


def test_a_group_that_does_not_meet_the_conditions_reads_why_without_any_name() -> None:
    scene, client = a_scene(), Client()
    application, code = sent(client, scene, birth_2="2015")
    assert application.status == "ineligible"
    client.post(reverse("portal:find"), {"reference": application.reference.lower(), "code": code.lower()})
    shown = client.get(reverse("portal:file")).content.decode()
    assert "18" in shown
    assert "Nom2" not in shown
    assert client.get(reverse("portal:letter")).content.startswith(b"%PDF")


def test_a_missing_paper_is_named_to_the_bearer() -> None:
    scene, client = a_scene(regular_stay=True), Client()
    application, code = sent(client, scene)
    assert application.status == "incomplete"
    client.post(reverse("portal:find"), {"reference": application.reference, "code": code})
    shown = client.get(reverse("portal:file")).content.decode()
    assert "titre de séjour" in shown
    assert scene.office.name in shown


def test_the_answer_is_read_once_the_results_are_published_and_not_before() -> None:
    scene, client = a_scene(), Client()
    application, code = sent(client, scene)
    application.refresh_from_db()
    decided(scene, [application])
    client.post(reverse("portal:find"), {"reference": application.reference, "code": code})
    before = client.get(reverse("portal:file")).content.decode()
    assert "pill-success" not in before
    assert client.get(reverse("portal:letter")).status_code == 404
    actions.announce_results(by=SYSTEM, call=scene.call)
    after = client.get(reverse("portal:file")).content.decode()
    assert "pill-success" in after
    for language in ("fr", "ar", "en"):
        client.cookies["wasl_language"] = language
        assert client.get(reverse("portal:letter")).content.startswith(b"%PDF")


def test_a_code_that_was_replaced_closes_the_file_in_the_browser_that_held_it() -> None:
    scene, client = a_scene(), Client()
    application, code = sent(client, scene)
    client.post(reverse("portal:find"), {"reference": application.reference, "code": code})
    assert client.get(reverse("portal:file")).status_code == 200
    revoke_access(by=SYSTEM, purpose=PURPOSE, object_kind=PURPOSE, object_id=application.pk)
    assert client.get(reverse("portal:file")).status_code == 302


def test_the_file_is_closed_by_its_bearer() -> None:
    scene, client = a_scene(), Client()
    application, code = sent(client, scene)
    client.post(reverse("portal:find"), {"reference": application.reference, "code": code})
    client.post(reverse("portal:close"))
    assert client.get(reverse("portal:file")).status_code == 302


def test_the_file_is_no_longer_shown_after_half_an_hour(moving_clock: Any) -> None:
    scene, client = a_scene(), Client()
    application, code = sent(client, scene)
    client.post(reverse("portal:find"), {"reference": application.reference, "code": code})
    with moving_clock.moved_to(clock.now() + timedelta(minutes=31)):
        assert client.get(reverse("portal:file")).status_code == 302
        assert client.get(reverse("portal:receipt")).status_code == 302


# ------------------------------------------------------------------ the pages themselves


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_public_pages_are_light_in_every_language(language: str) -> None:
    scene = a_scene(for_persons=True)
    source = Source.objects.create(
        programme=scene.programme, code="press", title="La Vie éco", publisher="Presse"
    )
    PublishedFigure.objects.create(
        programme=scene.programme, code="groups", label_fr="Groupes financés", value=11, unit="collective",
        source=source, kind="result",
    )  # fmt: skip
    client = Client()
    client.cookies["wasl_language"] = language
    addresses = [
        reverse("portal:home"), reverse("portal:programmes"), reverse("portal:programme", args=[scene.programme.code]),
        reverse("calls:public_list"), reverse("calls:public_call", args=[scene.call.code]),
        reverse("portal:apply", args=[scene.call.code]), form_of(scene), form_of(scene, "seul"), reverse("portal:find"),
    ]  # fmt: skip
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert len(answer.content) < 100_000, address
        assert f'lang="{language}"' in answer.content.decode()
    home = client.get(reverse("portal:home")).content.decode()
    assert "La Vie éco" in home
    assert "11" in home


def test_every_page_a_visitor_reads_leads_to_the_file_and_says_that_no_account_is_needed() -> None:
    scene = a_scene()
    pages = [
        reverse("portal:home"), reverse("portal:programmes"), reverse("portal:find"), form_of(scene),
        reverse("calls:public_list"), reverse("calls:public_call", args=[scene.call.code]),
    ]  # fmt: skip
    for address in pages:
        shown = Client().get(address).content.decode()
        header, footer = shown.split("<main")[0], shown.split("</main>")[1]
        assert f'href="{reverse("portal:find")}"' in header, address
        assert "Ni adresse électronique ni compte" in footer, address


def test_home_shows_first_the_programmes_one_can_apply_to_then_those_in_course_then_the_others() -> None:
    today = clock.today()
    scenes = {name: a_scene(published=name == "open") for name in ("over", "course", "invented", "open")}
    for name, scene in scenes.items():
        Programme.objects.filter(pk=scene.programme.pk).update(
            name_fr=f"Programme {name}",
            starts_on=today - timedelta(days=900 if name in ("over", "open") else 30),
            ends_on=today - timedelta(days=100) if name == "over" else today + timedelta(days=300),
        )
    a_source = {"code": "press", "title": "La Vie éco", "publisher": "Presse"}
    for name in ("over", "course"):
        programme = scenes[name].programme
        source = Source.objects.create(programme=programme, **a_source)
        PublishedFigure.objects.create(
            programme=programme, code="groups", label_fr="Groupes", value=11, unit="collective", source=source,
            kind="result",
        )  # fmt: skip

    def order() -> list[str]:
        return [one.name_fr.split()[-1] for one in ordered_programmes(open_calls())]

    assert order()[0] == "open"
    assert set(order()[1:3]) == {"course", "invented"}
    state.mark_installed(name="Démonstration", is_demo=True)
    assert order() == ["open", "course", "over", "invented"]


def test_home_asks_as_much_for_one_call_as_for_many() -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert Client().get(reverse("portal:home")).status_code == 200
        return len(queries)

    a_scene()
    before = asked()
    for _ in range(6):
        a_scene()
    assert asked() == before


def test_a_desk_application_is_found_by_the_same_door() -> None:
    scene, client = a_scene(), Client()
    application = an_application(scene, group=a_group(scene))
    marked(scene, application)
    issued = actions.renew_code(by=scene.actor(Role.RECEPTION), application=application)
    answer = client.post(reverse("portal:find"), {"reference": application.reference, "code": issued.shown})
    assert answer.headers["Location"] == reverse("portal:file")
    assert client.get(reverse("portal:file")).status_code == 200
