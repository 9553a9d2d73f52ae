"""A call, from its draft to its results: who writes it, applies, checks, reads, ranks and decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tests.browser.screen import Screen


@dataclass(frozen=True)
class Receipt:
    """What an applicant leaves with."""

    reference: str
    code: str


def day(value: date) -> str:
    """A day as it is typed."""
    return value.strftime("%d/%m/%Y")


def write_call(screen: Screen, *, code: str, title: str, closes_on: date, office: str) -> str:
    """A draft from the template of collective start-ups, with a first round; gives its address."""
    screen.open("/appels/")
    screen.follow("Nouvel appel")
    screen.choose("Programme", "WORK4LIFE")
    screen.pick("Modèle", "Start-ups collectives")
    screen.press("Continuer")
    screen.write("Code", code)
    screen.write("Titre en français", title)
    screen.write("Présentation en français", "Un premier soutien pour entreprendre ensemble.")
    screen.choose("Bureau", f"ES.Maroc.org · {office}", screen.part("Rattachement"))
    screen.choose("Volet", "Start-up collectives")
    screen.choose("Guichet", "ES.Maroc.org · Start-up collective")
    screen.choose("Ligne budgétaire", "startup_fund · Fonds de start-up")
    screen.write("Enveloppe", "150 000")
    screen.write("Montant minimal d'une candidature", "20 000")
    screen.write("Montant maximal d'une candidature", "100 000,00")
    screen.write("Ouvre le", day(closes_on))
    screen.write("Ferme le", day(closes_on))
    screen.tick("Un premier tour (présélection) précède le comité")
    zone = screen.part("Rabat-Salé-Kénitra · ES.Maroc.org")
    screen.pick("L'appel y est-il ouvert ?", "Ouvert, séjour régulier exigé", zone)
    screen.choose("Bureau qui reçoit les candidatures", office, zone)
    screen.press("Enregistrer le brouillon")
    return screen.address


@dataclass(frozen=True)
class Candidate:
    """Somebody of a group that applies from the public page."""

    given: str
    family: str
    sex: str
    birth: str
    nationality: str
    phone: str = ""


def apply_in_public(
    screen: Screen, call: str, group: str, project: str, amount: str, people: Sequence[Candidate]
) -> Receipt:
    """A group applies without an account, from the home of the site; it leaves with its receipt."""
    screen.open("/")
    screen.follow(call)
    screen.follow("Candidater")
    screen.write("Nom du groupe", group)
    screen.write("Nom du projet", project)
    screen.write("Le projet en quelques lignes", "Repas à emporter pour les bureaux voisins.")
    screen.choose("Secteur", "Restauration et traiteur")
    screen.choose("Forme juridique envisagée", "SARL")
    screen.write("Montant demandé", amount)
    for number, one in enumerate(people, start=1):
        block = screen.part(f"Personne {number}")
        screen.write("Prénoms", one.given, block)
        screen.write("Nom de famille", one.family, block)
        screen.pick("Sexe", one.sex, block)
        screen.write("Date de naissance", one.birth, block)
        screen.write("Nationalité", one.nationality, block)
        screen.write("Téléphone", one.phone, block)
        screen.tick("Cette personne accepte la candidature et l'usage de ces données pour elle", block)
    screen.press("Envoyer la candidature")
    screen.titled("Votre candidature est reçue")
    return receipt(screen)


def receipt(screen: Screen) -> Receipt:
    """The reference and the code shown on a receipt."""
    reference, code = screen.main.locator(".slip-value").all_inner_texts()
    return Receipt(reference, code)


def preselect(screen: Screen, call: str, titles: Sequence[str]) -> None:
    """The first round, for several lines at once."""
    screen.open(call)
    screen.follow(f"Les {len(titles)} candidatures")
    for title in titles:
        screen.tick("Choisir cette ligne", screen.line(title))
    screen.press("Présélectionner")
    for title in titles:
        screen.says("Présélectionnée", within=screen.line(title))


def share_readings(screen: Screen, call: str, readers: Sequence[str]) -> None:
    screen.open(call)
    screen.follow("Répartir les évaluations")
    for reader in readers:
        screen.pick("Évaluateurs", reader)
    screen.press("Répartir")


def read(screen: Screen, title: str, points: Sequence[str], opinion: str) -> None:
    """A reviewer gives marks to one application: one for each line of the rubric, in its order."""
    screen.open("/appels/evaluations/")
    screen.follow(title)
    lists = screen.main.get_by_label("Points", exact=True)
    for place, given in enumerate(points):
        lists.nth(place).select_option(given)
    screen.write("Avis d'ensemble", opinion)
    screen.press("Donner ces notes")


def compose(screen: Screen, call: str, chair: str, others: Sequence[str]) -> None:
    screen.open(call)
    screen.follow("Composer le comité")
    for member in (chair, *others):
        screen.pick("Membres", member)
    screen.choose("Présidence", chair)
    screen.write("Quorum", "2")
    screen.press("Enregistrer")


def close_reception(screen: Screen, call: str, reason: str) -> None:
    """The last day is over at the desk: nobody applies any more."""
    screen.open(call)
    screen.follow("Clore la réception des candidatures")
    screen.write("Motif", reason)
    screen.press("Clore la réception")
    screen.says(reason)


def committee_page(call: str) -> str:
    return f"{call}comite/"


def find_my_file(screen: Screen, receipt: Receipt) -> None:
    """An applicant reads the answer with what the receipt bears, in small letters."""
    screen.open("/")
    screen.follow("Retrouver mon dossier")
    screen.write("Référence", receipt.reference.lower())
    screen.write("Code", receipt.code.lower())
    screen.press("Ouvrir mon dossier")
