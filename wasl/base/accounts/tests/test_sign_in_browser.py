"""From the printed slip to the desk: a code is typed on a phone, a role is granted and confirmed by two people."""

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from tests.support.browser import in_language, overflows, serious_faults, sign_in
from wasl.base.accounts.actions import grant_membership, print_code
from wasl.base.accounts.models import User
from wasl.base.accounts.queries import actor_for
from wasl.base.accounts.tests import factories as make
from wasl.kernel.actors import Role
from wasl.kernel.installation.state import mark_installed

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _no_tries_of_other_tests() -> None:
    cache.clear()


def administrator() -> User:
    here = make.organisation("Hub")
    make.office(here, "Rabat")
    user = make.user(here, "Loubna Acacia")
    make.membership(user, Role.ADMINISTRATOR, here)
    return user


def test_somebody_new_enters_with_the_code_of_the_slip(phone: Page) -> None:
    admin = administrator()
    assert admin.organisation is not None
    somebody = make.user(admin.organisation, "Salma Jasmin")
    code = print_code(by=actor_for(admin), user=somebody).shown
    phone.goto("/connexion/")
    assert serious_faults(phone) == []
    phone.get_by_role("link", name="Vous avez un code imprimé").click()
    phone.get_by_label("Nom d’utilisateur").fill(somebody.username)
    phone.get_by_label("Code", exact=True).fill(code.lower().replace("-", " "))
    phone.get_by_label("Nouveau mot de passe").fill("une phrase longue 7")
    phone.get_by_label("Le même mot de passe").fill("une phrase longue 7")
    assert serious_faults(phone) == []
    phone.get_by_role("button", name="Choisir ce mot de passe").click()
    expect(phone.get_by_text("Votre mot de passe est enregistré")).to_be_visible()
    phone.locator("[name=login]").fill(somebody.username)
    phone.locator("[name=password]").fill("une phrase longue 7")
    phone.get_by_role("button", name="Se connecter").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Salma Jasmin")


def test_a_code_is_printed_at_the_desk(desk: Page) -> None:
    admin = administrator()
    assert admin.organisation is not None
    somebody = make.user(admin.organisation, "Salma Jasmin")
    sign_in(desk, admin)
    desk.goto("/comptes/")
    desk.get_by_role("link", name="Salma Jasmin").click()
    desk.get_by_role("link", name="Imprimer un code").click()
    desk.get_by_role("button", name="Créer le code").click()
    expect(desk.get_by_text(somebody.username)).to_be_visible()
    assert serious_faults(desk) == []


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_second_person_confirms_on_a_phone(phone: Page, language: str) -> None:
    admin = administrator()
    here = admin.organisation
    assert here is not None
    future = make.user(here, "Asmae Quartz")
    grant_membership(by=actor_for(admin), user=future, role=Role.FINANCE, organisation=here)
    second = make.user(here, "Ghizlane Cèdre")
    User.objects.filter(pk=second.pk).update(language=language)
    make.membership(second, Role.COORDINATOR, here)
    sign_in(phone, User.objects.get(pk=second.pk))
    phone.goto("/comptes/a-confirmer/")
    assert serious_faults(phone) == []
    assert overflows(phone) == []
    phone.get_by_role("button", name="Confirmer" if language == "fr" else "تأكيد").click()
    expect(phone.get_by_text("Asmae Quartz")).to_be_hidden()
    assert actor_for(future).has(Role.FINANCE)


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize(
    "address",
    [
        "/comptes/",
        "/comptes/moi/",
        "/comptes/nouveau/",
        "/comptes/roles/nouveau/",
        "/connexion/second-facteur/",
        "/journal/",
        "/journal/sceaux/",
    ],
)
def test_the_pages_hold_at_a_phone_s_width(phone: Page, address: str, language: str) -> None:
    admin = administrator()
    User.objects.filter(pk=admin.pk).update(language=language)
    in_language(phone, language)
    sign_in(phone, admin)
    phone.goto(address)
    expect(phone.locator("html")).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")
    assert overflows(phone) == []
    assert serious_faults(phone) == []


def test_the_second_factor_is_turned_on_with_the_drawing(desk: Page) -> None:
    admin = administrator()
    admin.set_password("une phrase longue 7")
    admin.save()
    sign_in(desk, admin)
    desk.goto("/connexion/second-facteur/")
    desk.get_by_role("link", name="Activer").click()
    desk.get_by_label("Mot de passe").fill("une phrase longue 7")
    desk.get_by_role("button", name="Confirmer").click()
    expect(desk.get_by_role("img", name="Code QR")).to_be_visible()
    desk.get_by_label("Code").fill("000000")
    desk.get_by_role("button", name="Activer").click()
    expect(desk.locator(".field-error")).to_be_visible()
    assert serious_faults(desk) == []


def test_the_demo_enters_by_a_button(phone: Page) -> None:
    admin = administrator()
    User.objects.filter(pk=admin.pk).update(is_demo=True)
    mark_installed(name="Démonstration", is_demo=True)
    phone.goto("/connexion/")
    phone.get_by_role("button", name="Loubna Acacia").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Loubna Acacia")
