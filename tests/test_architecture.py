"""What imports cannot tell: see also .importlinter, which holds the direction of imports."""

from __future__ import annotations

import ast
import csv
import importlib.metadata
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import Field, Model
from django.urls import URLPattern, URLResolver, get_resolver

from tests.support.house_plan import HOUSE, PACKAGE, Room, layers, rooms
from wasl.config.rooms import ROOMS

SHOWN_AS = {
    "audit": "Journal",
    "reference": "Nomenclatures",
    "network": "Réseau",
    "programmes": "Programmes",
    "accounts": "Comptes",
    "documents": "Pièces",
    "intake": "Reprise de données",
    "messaging": "Messages",
    "questionnaires": "Formulaires",
    "procedures": "Démarches",
    "people": "Personnes",
    "matching": "Doublons",
    "merging": "Fusions",
    "rights": "Droits des personnes",
    "links": "Liens",
    "facts": "Faits",
    "funding": "Financements",
    "cases": "Dossiers",
    "appointments": "Rendez-vous",
    "checklists": "Suivi des démarches",
    "reception": "Accueil",
    "training": "Sensibilisation et formation",
    "calls": "Appels",
    "referrals": "Orientations",
    "transfers": "Transferts",
    "coaching": "Accompagnement",
    "labour": "Droit du travail",
    "marketing": "Marketing",
    "complaints": "Réclamations",
    "ventures": "Entreprises",
    "jobs": "Emploi",
    "associations": "Associations",
    "journeys": "Parcours",
    "indicators": "Indicateurs",
    "opportunities": "Étude d'opportunités",
    "portal": "Portail",
    "exchange": "Échanges",
    "field": "Terrain",
}
each_room = pytest.mark.parametrize("room", rooms(), ids=lambda room: room.module)


# ------------------------------------------------------------------------------------------ rooms
@each_room
def test_a_room_says_what_it_is_in_a_few_lines(room: Room) -> None:
    text = ast.get_docstring(ast.parse((room.folder / "__init__.py").read_text(encoding="utf-8"))) or ""
    assert 4 <= len(text.splitlines()) <= 14, f"{room.module}/__init__.py: what it is, owns and never does"


@each_room
def test_a_room_has_one_word_everywhere_and_its_french_name(room: Room) -> None:
    word = room.name or room.floor
    config = next(config for config in apps.get_app_configs() if config.name == room.module)
    assert config.label == word
    assert str(config.verbose_name) == SHOWN_AS[word]


@each_room
def test_a_room_shows_itself_in_the_demo_and_has_tests(room: Room) -> None:
    assert (room.folder / "demo.py").exists()
    assert list((room.folder / "tests").glob("test_*.py"))


@each_room
def test_a_room_stands_in_the_plan(room: Room) -> None:
    assert room.module in ROOMS
    assert room.floor in layers("floors")
    assert not room.name or room.name in layers(room.floor)


def test_the_plan_is_in_the_order_of_the_floors() -> None:
    heights = [layers("floors")[name.split(".")[1]] for name in ROOMS]
    assert heights == sorted(heights)


def test_there_is_no_place_for_what_has_no_place() -> None:
    nameless = {"utils", "util", "core", "common", "helpers", "misc"}
    assert [path for path in PACKAGE.rglob("*") if path.stem in nameless and path.suffix in ("", ".py")] == []


def test_a_room_names_only_its_own_views() -> None:
    wrong = []
    for path in PACKAGE.rglob("urls.py"):
        room = Room.of(".".join(path.relative_to(HOUSE).with_suffix("").parts))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.ImportFrom) or not node.module:
                continue
            for name in node.names:
                target = f"{node.module}.{name.name}"
                if ".views" in target and Room.of(target) not in (room, None):
                    wrong.append(f"{path.relative_to(HOUSE)} imports {target}")
    assert wrong == []


# ------------------------------------------------------------------------------------------ models
def own_models() -> list[type[Model]]:
    return [model for model in apps.get_models(include_auto_created=True) if Room.of(model.__module__)]


def test_foreign_keys_go_down_too_those_given_as_text_included() -> None:
    wrong = []
    for model in own_models():
        here = Room.of(model.__module__)
        for field in model._meta.get_fields():
            target = field.related_model
            if not isinstance(field, Field) or not isinstance(target, type):
                continue
            there = Room.of(target.__module__)
            if here and there and not here.may_know(there):
                wrong.append(
                    f"{model._meta.label}.{field.name} points up or sideways to {target._meta.label}"
                )
    assert wrong == []


def test_tables_carry_the_name_of_their_room() -> None:
    assert [m for m in own_models() if not m._meta.db_table.startswith(f"{m._meta.app_label}_")] == []


def test_nobody_passes_by_the_actions_through_an_admin_site() -> None:
    assert "django.contrib.admin" not in settings.INSTALLED_APPS


# ------------------------------------------------------------------------------------------ addresses
def addresses(
    resolver: URLResolver | None = None, before: str = "", space: str = ""
) -> Iterator[tuple[str, str, URLPattern]]:
    """Each address of the site: its name with its namespace, its path, its pattern."""
    for entry in (resolver or get_resolver()).url_patterns:
        where = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inside = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from addresses(entry, where, inside)
        else:
            yield f"{space}{entry.name or where}", where, entry


def is_public(pattern: URLPattern) -> bool:
    return not getattr(pattern.callback, "login_required", True)


@cache
def listed_as_public() -> dict[str, str]:
    with (HOUSE / "docs" / "public_urls.csv").open(encoding="utf-8", newline="") as handle:
        return {row["name"]: row["why"] for row in csv.DictReader(handle)}


def test_every_address_is_private_unless_the_list_says_why_not() -> None:
    public = {name for name, _path, pattern in addresses() if is_public(pattern)}
    assert public == set(listed_as_public()), "docs/public_urls.csv and the views must agree"
    assert all(why.strip() for why in listed_as_public().values())


def test_every_signed_in_page_of_ours_says_who_may_open_it() -> None:
    unguarded = [
        name
        for name, _path, pattern in addresses()
        if pattern.callback.__module__.startswith("wasl.")
        and not is_public(pattern)
        and not callable(getattr(pattern.callback, "access", None))
    ]
    assert unguarded == [], "put @page(may) of wasl.kernel.web on these views"


def test_addresses_are_words_without_accents_or_capitals() -> None:
    ours = [
        (name, path)
        for name, path, pattern in addresses()
        if pattern.callback.__module__.startswith("wasl.")
        and not re.fullmatch(r"[a-z0-9./-]*", re.sub(r"<[^>]*>", "", path))
    ]
    assert ours == []


# ------------------------------------------------------------------------------------------ templates
def templates() -> list[Path]:
    return sorted(PACKAGE.rglob("templates/**/*.html"))


INLINE = re.compile(
    r"""<script(?![^>]*\bsrc=)(?![^>]*type="application/json")|<style|\sstyle="|\son[a-z]+="|javascript:"""
)
PHYSICAL = re.compile(
    r"\b(?:ml|mr|pl|pr)-(?:\d|auto)\b|\b(?:text|float)-(?:left|right)\b|\bborder-(?:left|right)\b"
)


def test_no_template_holds_inline_script_or_style_the_security_policy_would_drop_it() -> None:
    assert found_in_templates(INLINE) == []


def test_no_template_names_left_or_right_arabic_reads_the_other_way() -> None:
    assert found_in_templates(PHYSICAL) == []


def found_in_templates(pattern: re.Pattern[str]) -> list[str]:
    found = []
    for path in templates():
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if match := pattern.search(line):
                found.append(f"{path.relative_to(HOUSE)}:{number}: {match[0].strip()}")
    return found


# ------------------------------------------------------------------------------------------ the repository
MACHINES = re.compile(
    r"(?<![\w.-])/(?:[w]ork|[f]arm|[r]oot|home/[a-z]+)/|/opt/[w]heels|/tmp/[b]ash_jobs|\.\./[s]hared/"
)
REGISTRIES = re.compile(
    r"files\.[p]ythonhosted|[p]ypi\.org/(?:simple|packages)|[r]egistry\.npmjs|[d]eb\.debian|[p]roxy\.golang"
)


@cache
def tracked_texts() -> dict[str, str]:
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=HOUSE, capture_output=True, text=True, check=True)
    texts = {}
    for name in filter(None, listing.stdout.split("\0")):
        try:
            texts[name] = (HOUSE / name).read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError, IsADirectoryError):
            continue
    return texts


@pytest.mark.parametrize("pattern", [MACHINES, REGISTRIES], ids=["machine path", "registry host"])
def test_no_tracked_file_knows_the_machine_it_was_made_on(pattern: re.Pattern[str]) -> None:
    found = [
        f"{name}: {match[0]}" for name, text in tracked_texts().items() if (match := pattern.search(text))
    ]
    assert found == []


def test_nothing_of_others_is_copied_into_the_repository() -> None:
    foreign = re.compile(
        r"(?:^|/)(?:bootstrap|htmx|axe|jquery)[^/]*\.(?:css|js)$|\.(?:woff2?|ttf|otf|mo)$|node_modules/"
    )
    assert [name for name in tracked_texts() if foreign.search(name)] == []


# ------------------------------------------------------------------------------------------ dependencies
# argon2: Django's hasher, named Argon2PasswordHasher; psycopg: Django's back end, chosen by DATABASE_URL.
USED_BY_NAME_ONLY = {"argon2", "psycopg"}


def direct_dependencies(*files: str) -> list[str]:
    lines = [line for file in files for line in (HOUSE / "requirements" / file).read_text().splitlines()]
    return [match[0] for line in lines if (match := re.match(r"[a-z0-9][a-z0-9-]*", line))]


def test_each_direct_dependency_has_its_reason_and_no_reason_is_without_one() -> None:
    text = (HOUSE / "docs" / "dependencies.md").read_text(encoding="utf-8")
    explained = re.findall(r"^\| `([a-z0-9-]+)` \|", text, re.MULTILINE)
    assert sorted(explained) == sorted(direct_dependencies("base.in", "dev.in", "bench.in"))


def modules_of(name: str) -> set[str]:
    """The names under which a distribution is imported."""
    found = importlib.metadata.packages_distributions()
    wanted = name.replace("-", "_")
    return {
        module
        for module, owners in found.items()
        if wanted in {one.lower().replace("-", "_") for one in owners}
    }


def imported() -> dict[str, str]:
    """The top names imported by what runs (tests apart), each with a file that imports it."""
    found: dict[str, str] = {}
    for path in PACKAGE.rglob("*.py"):
        if "tests" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [node.module] if isinstance(node, ast.ImportFrom) and not node.level else []
            names += [name.name for name in node.names] if isinstance(node, ast.Import) else []
            found.update({name.split(".")[0]: str(path.relative_to(HOUSE)) for name in names if name})
    return found


def test_what_is_installed_for_everybody_is_used() -> None:
    used = set(imported()) | named_in_settings()
    assert [name for name in direct_dependencies("base.in") if not modules_of(name) & used] == []


def test_what_is_imported_is_declared() -> None:
    declared = {module for name in direct_dependencies("base.in") for module in modules_of(name)}
    foreign = {
        module: path
        for module, path in imported().items()
        if module not in declared and module not in sys.stdlib_module_names and module != "wasl"
    }
    assert foreign == {}


def named_in_settings() -> set[str]:
    """Packages that the settings name as text: applications, middleware, back ends."""
    text = (PACKAGE / "config" / "settings.py").read_text(encoding="utf-8")
    return {
        name.split(".")[0] for name in re.findall(r'"([a-z_]+(?:\.[A-Za-z_.]+)?)"', text)
    } | USED_BY_NAME_ONLY
