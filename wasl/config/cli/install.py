"""init, demo, upgrade: the first day of an installation."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

from wasl.config.cli.group import day_option, with_django
from wasl.config.cli.migrations import migrate

GUICHETS = ("startup_collective", "auto_entrepreneur", "associations", "marketing_law")


@dataclass(frozen=True)
class Answers:
    """What `wasl init` must know."""

    name: str
    organisation_code: str
    organisation_name: str
    office_code: str
    office_name: str
    province: str
    opened_on: date | None
    username: str
    display_name: str
    password: str
    packs: tuple[str, ...]


QUESTIONS = {
    "name": "Name of this installation, shown on every page",
    "organisation_code": "Short code of your organisation (letters, digits, hyphens)",
    "organisation_name": "Name of your organisation",
    "office_code": "Short code of its first office",
    "office_name": "Name of that office",
    "province": "Province or prefecture of the office (code or name)",
    "username": "User name of the administrator",
    "display_name": "Name of the administrator, as colleagues will see it",
    "password": "Password of the administrator",
}


@click.command()
@click.option("--name", help=QUESTIONS["name"] + ".")
@click.option("--organisation-code", metavar="CODE", help=QUESTIONS["organisation_code"] + ".")
@click.option("--organisation-name", metavar="NAME", help=QUESTIONS["organisation_name"] + ".")
@click.option("--office-code", metavar="CODE", help=QUESTIONS["office_code"] + ".")
@click.option("--office-name", metavar="NAME", help=QUESTIONS["office_name"] + ".")
@click.option("--province", help=QUESTIONS["province"] + ".")
@day_option("--opened-on", "First day of the office; none means before the records.")
@click.option("--username", help=QUESTIONS["username"] + ".")
@click.option("--display-name", metavar="NAME", help=QUESTIONS["display_name"] + ".")
@click.option(
    "--password",
    envvar="WASL_ADMIN_PASSWORD",
    help="Password of the administrator; better asked, or in the environment as WASL_ADMIN_PASSWORD.",
)
@click.option(
    "--pack", "packs", multiple=True, metavar="CODE|FOLDER", help="A programme to load; may be repeated."
)
@with_django
def init(**given: Any) -> None:
    """Make a real, empty installation: organisation, first office, administrator, programmes.

    Asks for what no option gives. Refused where the database already holds something.
    """
    refuse_what_is_not_empty()
    told: dict[str, Any] = {key: value or ask(key) for key, value in given.items() if key in QUESTIONS}
    answers = Answers(**{**given, **told})
    refuse_weak_password(answers)
    migrate()
    install(answers)
    click.echo(f"\n{answers.name} is ready. Start it with: wasl serve")


def ask(key: str) -> str:
    """Ask at the keyboard; where nobody answers, name the option."""
    secret = key == "password"
    try:
        told = click.prompt(
            QUESTIONS[key], hide_input=secret, confirmation_prompt="The same once more" if secret else False
        )
    except click.Abort as silence:
        option = "--" + key.replace("_", "-")
        raise click.UsageError(f"Nobody is at the keyboard to answer: give {option}.") from silence
    return str(told)


def refuse_what_is_not_empty() -> None:
    from django.db import connection

    from wasl.base.accounts.models import User
    from wasl.base.network.models import Organisation
    from wasl.kernel.installation.models import Installation

    standing = set(connection.introspection.table_names())
    models = [model for model in (Installation, User, Organisation) if model._meta.db_table in standing]
    if any(model._default_manager.exists() for model in models):
        raise click.ClickException(
            "This database already holds an installation. For another one, set WASL_HOME to another folder "
            "(or DATABASE_URL to another database)."
        )


def refuse_weak_password(answers: Answers) -> None:
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    from wasl.base.accounts.models import User

    try:
        validate_password(
            answers.password, User(username=answers.username, display_name=answers.display_name)
        )
    except ValidationError as weak:
        raise click.ClickException(" ".join(weak.messages)) from weak


def install(answers: Answers) -> None:
    """All or nothing."""
    from django.db import transaction

    from wasl.base.accounts.actions import create_user, grant_membership
    from wasl.base.network.load import load_directory
    from wasl.base.procedures.load import load_law
    from wasl.base.reference.load import load_reference
    from wasl.kernel.actors import SYSTEM, Role
    from wasl.kernel.installation.state import mark_installed

    with transaction.atomic():
        lists = load_reference()
        load_law()
        load_directory()
        click.echo(f"Reference lists: {sum(lists.values())} rows")
        mark_installed(name=answers.name)
        organisation = found_organisation(answers)
        user = create_user(
            by=SYSTEM,
            username=answers.username,
            display_name=answers.display_name,
            organisation=organisation,
            password=answers.password,
        )
        grant_membership(by=SYSTEM, user=user, role=Role.ADMINISTRATOR, organisation=organisation)
        click.echo(f"Organisation {organisation.name}, administrator {user.username}")
        for pack in answers.packs:
            load_pack(pack)


def found_organisation(answers: Answers) -> Any:
    """The organisation with its first office and the four guichets."""
    from django.utils.translation import override

    from wasl.base.network.actions import create_guichet, create_organisation, open_office
    from wasl.base.network.enums import GuichetKind, OrganisationKind
    from wasl.kernel.actors import SYSTEM

    organisation = create_organisation(
        by=SYSTEM,
        code=answers.organisation_code,
        name=answers.organisation_name,
        kinds=[OrganisationKind.OPERATOR],
    )
    open_office(
        by=SYSTEM,
        organisation=organisation,
        code=answers.office_code,
        name=answers.office_name,
        province=province_code(answers.province),
        opened_on=answers.opened_on,
    )
    for kind in GUICHETS:
        names: dict[str, Any] = {}
        for language in ("fr", "ar", "en"):
            with override(language):
                names[f"name_{language}"] = str(GuichetKind(kind).label)
        create_guichet(by=SYSTEM, organisation=organisation, kind=kind, **names)
    return organisation


def province_code(words: str) -> str:
    """The code of a province given by its code, its name, or the beginning of its name; else the nearest are named."""
    from rapidfuzz import fuzz, process
    from rapidfuzz.utils import default_process

    from wasl.base.reference.models import Province

    provinces = {str(row.pk): row for row in Province.objects.all()}
    wanted = words.strip().casefold()
    for fits in (str.__eq__, str.startswith):
        found = [
            code
            for code, row in provinces.items()
            if any(fits(name.casefold(), wanted) for name in (code, row.name_fr, row.name_en, row.name_ar))
        ]
        if len(found) == 1:
            return found[0]
    names = {code: row.name_fr for code, row in provinces.items()}
    near = process.extract(words, names, scorer=fuzz.partial_ratio, processor=default_process, limit=3)
    told = ", ".join(f"{name} ({code})" for name, _score, code in near)
    raise click.ClickException(f"No province is called “{words}”. Near to it: {told}.")


def load_pack(path_or_code: str) -> None:
    from wasl.base.programmes import packs
    from wasl.config.cli.packs import show
    from wasl.kernel.actors import SYSTEM

    show(packs.load(path_or_code, by=SYSTEM))


@click.command()
@with_django
def upgrade() -> None:
    """Bring the database and the reference lists to this version (take a backup first)."""
    from wasl.base.network.load import load_directory
    from wasl.base.procedures.load import load_law
    from wasl.base.reference.load import load_reference

    migrate()
    load_reference()
    load_law()
    load_directory()
    click.echo("The database is of this version.")


@click.command()
@click.option("--again", is_flag=True, help="Throw the demo away first and load it anew (SQLite only).")
@with_django
def demo(again: bool) -> None:
    """Fill an empty database with plainly invented people, through the real actions.

    The database is marked demo for ever: its sign-in page has a button per role, and its clock can be moved.
    """
    from wasl.kernel.installation import state

    if again:
        throw_away()
    migrate()
    loaded = Path(home()) / "demo-loaded"
    if state.is_demo() and loaded.exists():
        click.echo(f"The demo stands in {home()} (bin/demo --again loads it anew).")
        return
    if state.is_demo():
        raise click.ClickException("The demo was not loaded to its end. Type: bin/demo --again")
    refuse_what_is_not_empty()
    since = time.monotonic()
    tell_the_story()
    loaded.write_text("The demo was loaded to its end.\n")
    click.echo(f"Loaded in {time.monotonic() - since:.0f} s.")


def tell_the_story() -> None:
    """Load the story in French, without waiting for the disk at each act: what is lost is loaded again."""
    from django.db import connection
    from django.utils.translation import override

    from wasl.base.audit.demo import seal_before
    from wasl.config.demo.story import load
    from wasl.kernel import clock

    with connection.cursor() as cursor:
        hurry = {"sqlite": "PRAGMA synchronous = OFF", "postgresql": "SET synchronous_commit = off"}
        cursor.execute(hurry[connection.vendor])
    try:
        with override("fr"):
            load(click.echo)
        seal_before(clock.today())
    finally:
        connection.close()


def home() -> Path:
    from django.conf import settings

    return Path(settings.HOME)


def throw_away() -> None:
    """Remove the demo's own database file and files; refused for anything that is no demo."""
    from django.conf import settings
    from django.db import connection

    from wasl.kernel.installation import state

    database = Path(str(settings.DATABASES["default"]["NAME"]))
    if connection.vendor != "sqlite":
        raise click.ClickException("--again empties SQLite only; make a new PostgreSQL database by hand.")
    if database.exists() and not installed_as_demo():
        raise click.ClickException(f"{database} holds no demo: nothing was removed.")
    connection.close()
    for path in [database, *database.parent.glob(database.name + "-*"), home() / "demo-loaded"]:
        path.unlink(missing_ok=True)
    for folder in (Path(settings.MEDIA_ROOT), Path(settings.WASL_SEAL_DIR)):
        remove_folder(folder)
    state.forget()


def installed_as_demo() -> bool:
    """Whether the database is a demo, or has no installation at all (a load that stopped before it began)."""
    from django.db import connection

    from wasl.kernel.installation import state
    from wasl.kernel.installation.models import Installation

    if Installation._meta.db_table not in connection.introspection.table_names():
        return True
    return state.is_demo() or not Installation.objects.exists()


def remove_folder(folder: Path) -> None:
    import shutil

    if folder.is_dir():
        shutil.rmtree(folder)
