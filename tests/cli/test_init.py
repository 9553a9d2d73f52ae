"""init: what it asks, what it refuses; nothing or all."""

from __future__ import annotations

import pytest
from click.testing import CliRunner, Result

from tests.cli.shell import FLAGS, PASSWORD
from wasl.base.accounts.models import Membership, User
from wasl.base.network.models import Guichet, Office, Organisation
from wasl.base.programmes.models import Programme
from wasl.config.cli import main
from wasl.kernel.installation.models import Installation

pytestmark = pytest.mark.django_db


def without(*options: str) -> list[str]:
    flags = list(FLAGS)
    for option in options:
        at = flags.index(option)
        del flags[at : at + 2]
    return flags


def init(*words: str, typed: str = "") -> Result:
    result = CliRunner().invoke(main, ["init", *words], input=typed)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def nothing_is_kept() -> bool:
    return not any(model._default_manager.exists() for model in (Installation, Organisation, User, Programme))


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("--password", "soleil", "too short"),
        ("--password", "1234567890", "too common"),
        ("--province", "Tangr", "Tanger-Assilah (MA-TNG)"),
        ("--province", "Ou", "Near to it"),
        ("--opened-on", "1/2/2021", "does not match the format"),
        ("--pack", "nowhere", "no pack of this name"),
        ("--username", "amina acacia", "letters, digits"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_kept(option: str, value: str, told: str) -> None:
    flags = without(option) if option in FLAGS else list(FLAGS)
    refused = init(*flags, option, value)
    assert refused.exit_code != 0
    assert told in refused.output
    assert nothing_is_kept()


def test_where_nobody_answers_the_missing_option_is_named() -> None:
    asked = init(*without("--username"))
    assert asked.exit_code == 2
    assert "--username" in asked.output
    assert nothing_is_kept()


def test_what_no_option_gives_is_asked_and_the_password_is_asked_twice_and_not_shown() -> None:
    answers = ["amina", "Amina Acacia", PASSWORD, PASSWORD]
    done = init(*without("--username", "--display-name", "--password"), typed="\n".join(answers) + "\n")
    assert done.exit_code == 0, done.output
    assert PASSWORD not in done.output
    assert User.objects.get().check_password(PASSWORD)


def test_everything_asked_for_stands() -> None:
    done = init(
        *without("--province"), "--province", "Rabat", "--opened-on", "2017-05-02", "--pack", "work4life"
    )
    assert done.exit_code == 0, done.output
    assert Installation.objects.get().name == "Essai"
    organisation = Organisation.objects.get(code="maison-des-jeunes")
    office = Office.objects.get(organisation=organisation)
    assert (office.province_id, str(office.opened_on)) == ("MA-RAB", "2017-05-02")
    assert Guichet.objects.filter(organisation=organisation).count() == 4
    assert [(one.user.username, one.role) for one in Membership.objects.all()] == [("amina", "administrator")]
    assert Programme.objects.get().code == "work4life"


def test_a_second_init_is_refused() -> None:
    assert init(*FLAGS).exit_code == 0
    again = init(*FLAGS)
    assert again.exit_code == 1
    assert "already holds an installation" in again.output
    assert User.objects.count() == 1
