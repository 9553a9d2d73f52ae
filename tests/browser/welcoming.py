"""At the desk and in the adviser's office: who comes, what is done with them, how they become a group."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.screen import Screen, exactly

WORK = 60_000  # milliseconds within which work in the background must be done


def wait_for_work(screen: Screen) -> None:
    """Work is done in the background; the page that follows it leads on once it is finished."""
    on = screen.main.get_by_role("link", name=exactly("Continuer"))
    on.click(timeout=WORK)


def take_in(screen: Screen, sheet: Path, office: str) -> None:
    """A register is loaded, its headings are recognised, its rows are checked."""
    screen.open("/reprise/")
    screen.follow("Charger une feuille")
    screen.choose("De quoi s’agit-il ?", "Registre d’accueil (visites et personnes)")
    screen.join("Feuille à charger", sheet)
    screen.choose("Bureau", office)
    screen.press("Lire la feuille")
    for heading, column in {
        "A · Date visite": "Date de la visite",
        "B · NOM": "Nom de famille",
        "E · Né(e) le": "Date de naissance",
        "I · Motif": "Motif",
    }.items():
        expect(screen.field(heading).locator("option:checked")).to_have_text(column)
    screen.press("Vérifier les lignes")
    wait_for_work(screen)


def decide(screen: Screen) -> None:
    """Rows that look like somebody wait: those with strong evidence are the same person, the others are new."""
    _follow_counted(screen, r"lignes? concern.* sûrement")
    screen.press("Oui, la même personne pour toutes")
    if stat(screen, "À décider"):
        _follow_counted(screen, r"lignes? (est|sont) .* nouvelles?")
        screen.write("En quoi sont-elles d’autres personnes ?", "Le téléphone est celui du foyer")
        screen.press("Elles sont nouvelles")


def _follow_counted(screen: Screen, pattern: str) -> None:
    with screen.page.expect_navigation():
        screen.main.get_by_role("link", name=re.compile(pattern)).click()


def stat(screen: Screen, label: str) -> int:
    """The number under this label at the top of a page."""
    tile = screen.main.locator(".stat").filter(has=screen.page.get_by_text(exactly(label)))
    return int(tile.locator(".stat-value").inner_text())


def welcome(screen: Screen, typed: str, name: str, reason: str) -> None:
    """A known person is there: type, choose the person, say what for."""
    screen.open("/accueil/")
    screen.field("Qui est là ?").press_sequentially(typed)
    screen.follow(name)
    screen.press(reason)


def open_case(screen: Screen, person: str, guichet: str) -> str:
    """A case for a person at a guichet; gives its address."""
    screen.open(person)
    screen.follow("Ouvrir un dossier")
    screen.choose("Guichet", guichet)
    screen.press("Ouvrir le dossier")
    return screen.address


def advise(screen: Screen, case: str, minutes: int, purpose: str, summary: str) -> None:
    screen.open(case)
    screen.follow("Enregistrer un service")
    screen.pick("Service", "Conseil")
    screen.choose("Objet du service", purpose)
    screen.write("Minutes", str(minutes))
    screen.write("En bref", summary)
    screen.press("Enregistrer")


def plan(screen: Screen, case: str, what: str, by: str) -> None:
    screen.open(case)
    screen.follow("Ajouter une étape")
    screen.write("Ce qui est à faire", what)
    screen.write("À faire avant le", by)
    screen.press("Ajouter")


def book(screen: Screen, case: str, day: str, hour: str, subject: str) -> None:
    screen.open(case)
    screen.follow("Prendre un rendez-vous")
    screen.write("Jour", day)
    screen.write("Heure", hour)
    screen.write("Objet", subject)
    screen.press("Prendre le rendez-vous")


def find(screen: Screen, name: str) -> str:
    """The address of the one person found under this name."""
    screen.open(f"/personnes/recherche/?q={name}")
    screen.follow(name)
    return screen.address


def record_residence(screen: Screen, person: str, status: str, since: str, until: str) -> None:
    """The compartment opens with a reason, which the journal keeps; then the card shown is written down."""
    screen.open(f"{person}sejour/")
    screen.pick("Pourquoi l’ouvrez-vous ?", "Entretien avec la personne")
    screen.write("En quelques mots", "La personne montre sa carte")
    screen.press("Ouvrir")
    screen.choose("Statut", status)
    screen.write("Valable à partir du", since)
    screen.write("Valable jusqu'au", until)
    screen.write("Ce qui a été vu", "carte présentée")
    screen.press("Enregistrer")


def form_group(screen: Screen, name: str, members: Mapping[str, str]) -> str:
    """A collective of these people, each with a role; gives its address."""
    screen.open("/personnes/collectifs/")
    screen.follow("Constituer un collectif")
    screen.write("Nom du collectif", name)
    screen.press("Constituer le collectif")
    group = screen.address
    for member, role in members.items():
        screen.open(group)
        screen.follow("Ajouter un membre")
        screen.write("Nom", member)
        screen.press("Rechercher")
        screen.follow(member)
        screen.choose("Rôle", role)
        screen.press("Ajouter")
    return group
