"""The screens of the accounts: who is refused, what each shows, what each does."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from wasl.base.accounts.actions import close_user, grant_membership, print_code
from wasl.base.accounts.models import AccessGrant, Membership, User
from wasl.base.accounts.queries import actor_for
from wasl.base.accounts.tests import factories as make
from wasl.base.audit.models import Entry
from wasl.base.network.models import Organisation
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Role
from wasl.kernel.installation.state import mark_installed

pytestmark = pytest.mark.django_db

READ = {Role.ADMINISTRATOR, Role.PROTECTION, Role.AUDITOR, Role.COORDINATOR}


@pytest.fixture(autouse=True)
def _no_tries_of_other_tests() -> None:
    cache.clear()


def enter(role: str, where: Organisation, name: str = "") -> tuple[Client, User]:
    someone = make.user(where, name=name)
    make.membership(someone, role, where)
    client = Client()
    client.force_login(someone)
    return client, someone


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


@pytest.mark.parametrize("role", [role for role in Role if role not in READ])
def test_the_staff_list_is_closed_to_most_roles(role: Role) -> None:
    here = make.organisation()
    client, _user = enter(role, here)
    for name in ("accounts:staff", "accounts:create", "accounts:grant"):
        assert client.get(reverse(name)).status_code == 403


def test_whoever_is_not_signed_in_is_sent_to_sign_in() -> None:
    for name in ("accounts:staff", "accounts:account", "accounts:to_confirm"):
        response = Client().get(reverse(name))
        assert response.status_code == 302
        assert response["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("role", [Role.PROTECTION, Role.AUDITOR, Role.COORDINATOR])
def test_those_who_only_read_are_refused_every_act(role: Role) -> None:
    here = make.organisation()
    client, _user = enter(role, here)
    other = make.user(here)
    membership = make.membership(other, Role.RECEPTION, here)
    for name in ("print_code", "forget_second_factor", "close"):
        assert client.get(reverse(f"accounts:{name}", args=[other.pk])).status_code == 403
    assert client.post(reverse("accounts:reopen", args=[other.pk])).status_code == 403
    assert client.get(reverse("accounts:end", args=[membership.pk])).status_code == 403


def test_another_organisation_s_people_and_roles_do_not_exist_here() -> None:
    here, there = make.organisation(), make.organisation()
    client, _user = enter(Role.ADMINISTRATOR, here)
    stranger = make.user(there, name="Étranger Parfait")
    foreign = make.membership(stranger, Role.RECEPTION, there)
    assert "Étranger Parfait" not in text(client, reverse("accounts:staff"))
    for name in ("user", "print_code", "close", "forget_second_factor"):
        assert client.get(reverse(f"accounts:{name}", args=[stranger.pk])).status_code == 404
    assert client.get(reverse("accounts:end", args=[foreign.pk])).status_code == 404


def test_somebody_shared_by_two_organisations_shows_each_its_own_roles_and_is_kept_by_one() -> None:
    here, there = make.organisation("Ici"), make.organisation("Ailleurs")
    shared = make.user(there, name="Personne Partagée")
    make.membership(shared, Role.RECEPTION, here)
    make.membership(shared, Role.FINANCE, there)
    client, _user = enter(Role.ADMINISTRATOR, here)
    page = text(client, reverse("accounts:user", args=[shared.pk]))
    assert "Accueil" in page
    assert "Finances" not in page
    assert reverse("accounts:print_code", args=[shared.pk]) not in page
    assert client.post(reverse("accounts:print_code", args=[shared.pk]), {}).status_code == 403


def test_an_administrator_opens_an_account_grants_a_role_and_hands_over_a_code() -> None:
    here = make.organisation()
    client, _admin = enter(Role.ADMINISTRATOR, here)
    opened = client.post(
        reverse("accounts:create"),
        {"display_name": "Amina K.", "username": "amina.k", "organisation": here.pk, "language": "ar"},
    )
    amina = User.objects.get(username="amina.k")
    assert (opened.status_code, opened["Location"]) == (303, amina.get_absolute_url())
    office = make.office(here, "Bureau de Rabat")
    granted = client.post(
        reverse("accounts:grant"),
        {
            "username": "amina.k",
            "role": "reception",
            "organisation": here.pk,
            "offices": [office.pk],
            "starts_on": clock.today().strftime("%d/%m/%Y"),
        },
    )
    assert granted.status_code == 303
    assert actor_for(amina).offices("reception") == frozenset({office.pk})
    assert "Bureau de Rabat" in text(client, amina.get_absolute_url())
    slip = client.post(reverse("accounts:print_code", args=[amina.pk]), {})
    assert slip["Cache-Control"] == "no-store"
    issued = AccessGrant.objects.get(purpose="accounts.password")
    assert issued.reference
    assert "amina.k" in slip.content.decode()


def test_the_printed_code_chooses_a_password_and_the_password_signs_in() -> None:
    here = make.organisation()
    user = make.user(here)
    make.membership(user, Role.RECEPTION, here)
    code = print_code(by=make.actor(Role.ADMINISTRATOR, here), user=user).shown
    client = Client()
    form = {"username": user.username, "code": code.lower(), "password": "une phrase longue 7"}
    differs = client.post(reverse("accounts:first_sign_in"), form | {"again": "autre chose 8"})
    assert "field-error" in differs.content.decode()
    done = client.post(reverse("accounts:first_sign_in"), form | {"again": form["password"]})
    assert done.status_code == 303
    entered = client.post(
        reverse("account_login"), {"login": user.username.upper(), "password": form["password"]}
    )
    assert entered.status_code == 302
    assert client.get(reverse("home")).status_code == 200
    assert Entry.objects.filter(verb="accounts.sign_in", actor_id=user.pk).exists()


def test_a_mistyped_code_is_said_to_be_so_and_is_no_try() -> None:
    here = make.organisation()
    user = make.user(here)
    code = print_code(by=make.actor(Role.ADMINISTRATOR, here), user=user).secret
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    form = {"username": user.username, "password": "une phrase longue 7", "again": "une phrase longue 7"}
    for _number in range(8):
        page = Client().post(reverse("accounts:first_sign_in"), form | {"code": wrong})
        assert "field-error" in page.content.decode()
    assert Client().post(reverse("accounts:first_sign_in"), form | {"code": code}).status_code == 303


def test_the_page_of_the_code_says_the_same_to_all_and_stops_after_five_tries() -> None:
    here = make.organisation()
    user = make.user(here)
    code = print_code(by=make.actor(Role.ADMINISTRATOR, here), user=user).secret
    form = {"password": "une phrase longue 7", "again": "une phrase longue 7", "submission": "x"}

    def answer(username: str, typed: str) -> str:
        page = Client().post(reverse("accounts:first_sign_in"), form | {"username": username, "code": typed})
        return page.content.decode().replace(username, "").replace(typed, "")

    wrong = "0000-0000-000"
    unknown = answer("personne.ici", wrong)
    assert "alert" in unknown
    for _number in range(5):
        answer(user.username, wrong)
    assert "alert" in answer(user.username, code)
    user.refresh_from_db()
    assert not user.has_usable_password()


def test_after_some_wrong_passwords_the_right_one_has_to_wait() -> None:
    user = make.user(make.organisation(), password="une phrase longue 7")
    client = Client()
    for _number in range(6):
        client.post(reverse("account_login"), {"login": user.username, "password": "faux"})
    refused = client.post(
        reverse("account_login"), {"login": user.username, "password": "une phrase longue 7"}
    )
    assert refused.status_code in (200, 429)
    assert "_auth_user_id" not in client.session
    assert Entry.objects.filter(verb="accounts.sign_in_failed", objects_text=f" {user.pk} ").exists()


def test_a_closed_account_does_not_sign_in() -> None:
    here = make.organisation()
    user = make.user(here, password="une phrase longue 7")
    close_user(by=make.actor(Role.ADMINISTRATOR, here), user=user, reason="left")
    client = Client()
    client.post(reverse("account_login"), {"login": user.username, "password": "une phrase longue 7"})
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "address",
    ["signup/", "password/reset/", "email/", "2fa/webauthn/", "login/code/confirm/", "3rdparty/"],
)
def test_nobody_signs_up_and_nothing_goes_by_email(address: str) -> None:
    assert Client().get(f"/connexion/{address}").status_code == 404


def test_a_guarded_role_is_confirmed_on_the_page_of_the_second_person() -> None:
    here = make.organisation()
    admin, _admin = enter(Role.ADMINISTRATOR, here)
    someone = make.user(here, name="Future Comptable")
    admin.post(
        reverse("accounts:grant"),
        {
            "username": someone.username,
            "role": "finance",
            "organisation": here.pk,
            "starts_on": clock.today().isoformat(),
        },
    )
    membership = Membership.objects.get(user=someone)
    confirm = reverse("accounts:confirm", args=[membership.pk])
    assert "Future Comptable" in text(admin, reverse("accounts:to_confirm"))
    assert confirm not in text(admin, reverse("accounts:to_confirm"))
    assert admin.post(confirm).status_code == 403
    second, _second = enter(Role.COORDINATOR, here)
    assert "Future Comptable" in text(second, reverse("accounts:to_confirm"))
    assert reverse("accounts:to_confirm") in text(second, reverse("home"))
    assert second.post(confirm).status_code == 303
    assert actor_for(someone).has("finance")


def test_what_waits_in_another_organisation_is_not_shown_nor_confirmed() -> None:
    here, there = make.organisation(), make.organisation()
    waiting = grant_membership(
        by=SYSTEM, user=make.user(there, name="Étranger Parfait"), role="finance", organisation=there
    )
    stranger = make.user(there, name="Autre Étranger", password="une phrase longue 7")
    make.membership(stranger, Role.AUDITOR, there)
    code = print_code(by=make.actor(Role.ADMINISTRATOR, there), user=stranger)
    client, _user = enter(Role.COORDINATOR, here)
    page = text(client, reverse("accounts:to_confirm"))
    assert "Étranger" not in page
    assert client.post(reverse("accounts:confirm", args=[waiting.pk])).status_code == 404
    assert client.post(reverse("accounts:confirm_code", args=[code.grant.pk])).status_code == 404
    own, _own = enter(Role.COORDINATOR, there)
    assert "Autre Étranger" in text(own, reverse("accounts:to_confirm"))
    assert own.post(reverse("accounts:confirm_code", args=[code.grant.pk])).status_code == 303


def test_a_role_is_ended_with_a_reason() -> None:
    here = make.organisation()
    client, _admin = enter(Role.ADMINISTRATOR, here)
    someone = make.user(here)
    membership = make.membership(someone, Role.RECEPTION, here)
    yesterday = (clock.today() - timedelta(days=1)).strftime("%d/%m/%Y")
    address = reverse("accounts:end", args=[membership.pk])
    missing = client.post(address, {"ends_on": yesterday})
    assert missing.status_code == 200
    assert client.post(address, {"ends_on": yesterday, "reason": "départ"}).status_code == 303
    assert actor_for(someone).grants == ()


def test_everybody_sees_and_changes_their_own_account_and_hears_its_language() -> None:
    here = make.organisation("Association Ici")
    client, _someone = enter(Role.DONOR, here)
    page = text(client, reverse("accounts:account"))
    assert "Association Ici" in page
    assert 'lang="fr"' in page
    client.post(reverse("accounts:account"), {"display_name": "Nom Nouveau", "language": "ar", "email": ""})
    page = text(client, reverse("accounts:account"))
    assert "Nom Nouveau" in page
    assert 'dir="rtl"' in page


def test_an_expired_membership_leaves_home_and_own_account_alone() -> None:
    here = make.organisation()
    someone = make.user(here)
    make.membership(someone, Role.ADMINISTRATOR, here, ends_on=clock.today() - timedelta(days=1))
    client = Client()
    client.force_login(someone)
    assert client.get(reverse("accounts:staff")).status_code == 403
    assert client.get(reverse("accounts:account")).status_code == 200
    assert client.get(reverse("home")).status_code == 200


def test_the_demo_s_buttons_exist_in_the_demo_alone() -> None:
    here = make.organisation()
    user = make.user(here, name="Agente d’accueil")
    make.membership(user, Role.RECEPTION, here)
    User.objects.filter(pk=user.pk).update(is_demo=True)
    button = reverse("accounts:demo_sign_in")
    assert Client().post(button, {"user": user.username}).status_code == 404
    assert button not in text(Client(), reverse("account_login"))
    mark_installed(name="Démonstration", is_demo=True)
    assert button in text(Client(), reverse("account_login"))
    client = Client()
    assert client.post(button, {"user": make.user(here).username}).status_code == 404
    assert client.get(button).status_code == 405
    assert client.post(button, {"user": user.username}).status_code == 302
    assert client.get(reverse("home")).status_code == 200


@pytest.mark.parametrize("rows", [1, 30])
def test_the_staff_list_asks_the_database_the_same_number_of_questions(rows: int) -> None:
    here = make.organisation()
    client, _user = enter(Role.ADMINISTRATOR, here)
    for number in range(rows):
        someone = make.user(here)
        make.membership(someone, Role.RECEPTION, here, offices=[make.office(here, f"Bureau {number}")])
    client.get(reverse("accounts:staff"))
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse("accounts:staff"))
    assert len(queries) <= 16


def test_an_export_of_the_accounts_is_written_to_the_journal() -> None:
    here = make.organisation()
    client, _user = enter(Role.ADMINISTRATOR, here)
    response = client.get(reverse("accounts:staff"), {"export": "csv"})
    body = b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]
    assert response.status_code == 200
    assert body.count("\n") == 2
    assert Entry.objects.filter(verb="accounts.export").exists()


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.PROTECTION, Role.COORDINATOR])
def test_the_staff_list_leads_those_who_confirm_to_what_waits(role: Role) -> None:
    client, _user = enter(role, make.organisation())
    assert reverse("accounts:to_confirm") in text(client, reverse("accounts:staff"))


def test_the_staff_list_does_not_lead_an_auditor_to_what_waits() -> None:
    client, _user = enter(Role.AUDITOR, make.organisation())
    assert reverse("accounts:to_confirm") not in text(client, reverse("accounts:staff"))
