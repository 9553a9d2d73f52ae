"""Home, gallery, language and the pages of refusal."""

from __future__ import annotations

import re

import pytest
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse

from wasl.base.accounts.tests import factories
from wasl.kernel import frames
from wasl.kernel.frames import Card
from wasl.kernel.ui.icons import ICONS

pytestmark = pytest.mark.django_db


@pytest.fixture
def somebody(client: Client) -> Client:
    client.force_login(factories.user())
    return client


@pytest.mark.parametrize("address", ["/tableau-de-bord/", "/galerie/"])
def test_a_visitor_is_sent_to_sign_in(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/connexion/")


def test_home_shows_the_cards_that_have_something_to_say(
    somebody: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def waiting(request: HttpRequest) -> Card:
        return Card("Waiting at the desk", "The first one arrived", "/queue/", 4, "attention")

    def silent(request: HttpRequest) -> None:
        return None

    monkeypatch.setattr(frames.home_cards, "_items", {"a": (1, waiting), "b": (2, silent)})
    page = somebody.get("/tableau-de-bord/").content.decode()
    assert page.count('class="home-card ') == 1
    assert "Waiting at the desk" in page
    assert 'href="/queue/"' in page


def test_home_without_cards_says_so(somebody: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frames.home_cards, "_items", {})
    assert 'class="empty"' in somebody.get("/tableau-de-bord/").content.decode()


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_gallery_shows_every_component_in_every_language(somebody: Client, language: str) -> None:
    somebody.post("/langue/", {"language": language})
    answer = somebody.get("/galerie/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert f'lang="{language}"' in page
    assert len(re.findall(r'class="chart"', page)) == 4
    # what the policy of contents forbids stands nowhere
    assert not re.search(r"\sstyle=|\son[a-z]+=|<style|<script>|javascript:", page)


def test_the_language_is_remembered_on_the_account_and_the_page_comes_back(somebody: Client) -> None:
    answer = somebody.post("/langue/", {"language": "ar", "next": "/tableau-de-bord/?x=1"})
    assert answer["Location"] == "/tableau-de-bord/?x=1"
    assert 'dir="rtl"' in somebody.get("/tableau-de-bord/").content.decode()


def test_a_visitor_chooses_a_language_too(client: Client) -> None:
    client.post("/langue/", {"language": "ar"})
    assert 'dir="rtl"' in client.get("/connexion/login/").content.decode()


@pytest.mark.parametrize("target", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:x", ""])
def test_the_choice_of_language_leads_nowhere_else(client: Client, target: str) -> None:
    assert client.post("/langue/", {"language": "ar", "next": target})["Location"] == "/"


def test_a_language_nobody_speaks_here_changes_nothing(client: Client) -> None:
    answer = client.post("/langue/", {"language": "xx"})
    assert "wasl_language" not in answer.cookies


def test_every_place_of_the_navigation_exists_and_has_its_icon() -> None:
    for place in frames.navigation:
        assert reverse(place.url_name)
        assert place.icon in ICONS, place.icon


def test_what_does_not_exist_says_so_in_words(somebody: Client) -> None:
    answer = somebody.get("/no-such-place/")
    assert answer.status_code == 404
    assert "<h1" in answer.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/dossiers/{}/",
        "/personnes/{}/",
        "/orientations/personne/{}/",
        "/droit-du-travail/ouvrir/{}/",
        "/suivi-demarches/commencer/?dossier={}",
        "/liens/connu-ailleurs/?personne={}",
        "/dossiers/ouvrir/?party={}",
    ],
)
def test_a_number_no_record_can_have_leads_nowhere(somebody: Client, address: str) -> None:
    answer = somebody.get(address.format("9" * 20))
    assert answer.status_code == 404
    assert "Introuvable" in answer.content.decode()


def test_a_long_number_may_still_be_searched(somebody: Client) -> None:
    assert somebody.get(f"/tableau-de-bord/?q={'9' * 24}").status_code == 200


@pytest.mark.parametrize(
    "address",
    ["/tableau-de-bord/?q=a%00", "/galerie/?q=%00&sort=name", "/appels/%00/", "/suivre/?reference=%00"],
)
def test_an_address_with_a_nul_is_refused_before_a_database_reads_it(
    somebody: Client, address: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("CRITICAL", logger="django.security")
    assert somebody.get(address).status_code == 400
