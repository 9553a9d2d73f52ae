"""The acceptance of the thin line: what a tester does through the screens, each step by its role, in French on SQLite.

A real installation (`wasl init`, the pack `work4life`, the supplied register) is served by `wasl serve`. From the first
welcome to a paid tranche and the figure that opens to its people; then the command line says the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import paying, selecting, welcoming
from tests.browser.house import OFFICE, REGISTER, installed, served
from tests.browser.screen import Screen, a_desk
from tests.browser.selecting import Candidate, Receipt, day
from tests.browser.staff import employ, enter, sign_in
from tests.cli.shell import Shell
from wasl.kernel import clock
from wasl.spine.appointments.tests.factories import a_working_day

pytestmark = [pytest.mark.browser, pytest.mark.sqlite_only]

STAFF = (
    ("Hakim Coudrier", "Coordination", ""),
    ("Rita Saule", "Accueil", OFFICE),
    ("Driss Noyer", "Conseil", OFFICE),
    ("Salma Frêne", "Évaluation des candidatures", ""),
    ("Omar Tilleul", "Évaluation des candidatures", ""),
    ("Nadia Cèdre", "Comité de sélection", ""),
    ("Youssef Orme", "Comité de sélection", ""),
    ("Farid Pin", "Finances", ""),
    ("Fatima Olivier", "Finances", ""),
    ("Mounia Platane", "Suivi et évaluation", ""),
)
# people of the supplied register, once in it and at this office
MEMBERS = {
    "Nafisa Bangura": "Porte-parole",
    "Mouhamad Ndiay": "Trésorerie",
    "Amena Benali": "Secrétariat",
    "Aboubakr Bamba": "Membre",
    "Aminatou Chimanga": "Membre",
}
NEWCOMERS = (
    Candidate("Karim", "Sapin", "Homme", "12/03/1994", "Maroc", "0612345678"),
    Candidate("Leïla", "Érable", "Femme", "1997", "Maroc"),
    Candidate("Ismaïl", "Bouleau", "Homme", "05/1990", "Maroc"),
)
GROUP, PROJECT = "Les Fils d'Atlas", "Atelier Atlas"
OTHER = "Table commune"
CALL, CALL_TITLE = "W4L-ESSAI", "Entreprendre ensemble à Rabat"
FIGURES = {
    "ventures": "Entreprises créées",
    "people": "Personnes aidées",
    "paid": "Montant versé aux bénéficiaires",
}
AGREED = "Ces personnes acceptent la candidature et l'usage de leurs données pour elle"


class Team:
    """The screens of those who work here, by first name; each is opened when it is first needed."""

    def __init__(self, browser: Browser, site: str, stack: ExitStack) -> None:
        self._browser, self._site, self._stack = browser, site, stack
        self._screens: dict[str, Screen] = {}

    def __getitem__(self, name: str) -> Screen:
        if name not in self._screens:
            self._screens[name] = self._stack.enter_context(a_desk(self._browser, self._site))
        return self._screens[name]


@pytest.fixture
def house(tmp_path: Path) -> Shell:
    return installed(tmp_path / "wasl")


@pytest.fixture
def team(chromium: Browser, house: Shell) -> Iterator[Team]:
    with ExitStack() as stack:
        waiting = stack.enter_context(chromium.new_context()).new_page()
        yield Team(chromium, stack.enter_context(served(house, waiting)), stack)


def test_from_the_first_welcome_to_a_paid_tranche_and_the_figure_that_opens_to_its_people(
    team: Team, house: Shell, tmp_path: Path
) -> None:
    the_administrator_employs_everybody(team)
    the_coordinator_takes_the_register_in(team["hakim"])
    the_desk_welcomes(team["rita"])
    the_adviser_opens_a_case(team["driss"])
    group = the_adviser_forms_the_group(team["driss"])
    call = the_coordinator_publishes_a_call(team["hakim"])
    application, desk_receipt = the_group_applies_at_the_desk(team["driss"], group)
    public_receipt = another_group_applies_from_home(team["visitor"])
    the_coordinator_preselects_and_shares_the_readings(team["hakim"], call)
    two_reviewers_read(team["salma"], team["omar"])
    the_committee_decides_under_the_envelope(team, call)
    the_results_are_published_and_everybody_is_told(team, call, application, desk_receipt, public_receipt)
    agreement = the_agreement_is_signed(team["hakim"], application)
    business = the_business_is_there_and_is_registered(team["driss"])
    the_first_tranche_is_paid(team["farid"], team["fatima"], agreement, tmp_path)
    the_budget_is_amended(team["farid"])
    screen = monitoring_opens_the_figures_to_their_people(team["mounia"], business)
    the_command_line_says_the_same(house, screen)


# ------------------------------------------------------------------ the house


def the_administrator_employs_everybody(team: Team) -> None:
    """Ten people, each invited with a printed code; the two of finance wait for a second person's word."""
    administrator = team["amina"]
    sign_in(administrator, "amina")
    administrator.titled("Bonjour, Amina Acacia")
    for name, role, office in STAFF:
        code = employ(administrator, name, role, office)
        first = name.split()[0].lower()
        enter(team[first], first, code)
        team[first].titled(f"Bonjour, {name}")
    farid, coordinator = team["farid"], team["hakim"]
    expect(farid.page.get_by_role("link", name="Financements")).to_have_count(0)
    coordinator.open("/comptes/a-confirmer/")
    for name in ("Farid Pin", "Fatima Olivier"):
        coordinator.press("Confirmer", coordinator.line(name))
    farid.open("/tableau-de-bord/")
    expect(farid.page.get_by_role("link", name="Financements").first).to_be_visible()


# ------------------------------------------------------------------ the register


def the_coordinator_takes_the_register_in(coordinator: Screen) -> None:
    """Headings recognised, faulty cells named, sound rows confirmed; a faulty one corrected, the others kept."""
    welcoming.take_in(coordinator, REGISTER, OFFICE)
    sheet = coordinator.address
    assert counts(coordinator) == (217, 154, 29, 0)
    assert welcoming.stat(coordinator, "À décider") == 34
    coordinator.says("B4", "La cellule contient une formule.", within=coordinator.line("Ligne 4 "))
    coordinator.says("E15", "Cette date n'existe pas.", within=coordinator.line("Ligne 15 "))
    coordinator.says("H91", "Aucun bureau de l'organisation", within=coordinator.line("Ligne 91 "))
    welcoming.decide(coordinator)
    coordinator.press("Écrire les 188 lignes correctes")
    welcoming.wait_for_work(coordinator)
    assert counts(coordinator) == (217, 0, 29, 188)
    coordinator.follow("Corriger Ligne 9")
    coordinator.write("Nationalité (F9)", "Ghanéenne")
    coordinator.press("Enregistrer et passer à la suivante")
    coordinator.open(sheet)
    coordinator.press("Écrire 1 ligne correcte")
    welcoming.wait_for_work(coordinator)
    assert counts(coordinator) == (217, 0, 28, 189)
    coordinator.open("/accueil/visites/")
    coordinator.says("189 lignes", "22/12/2021")
    coordinator.open(welcoming.find(coordinator, "Halimah Mbai"))
    coordinator.says("17/04/2021", "Tanger Maison des jeunes", "Ghana")


def counts(screen: Screen) -> tuple[int, ...]:
    """Rows of a sheet: in all, sound, to correct, taken over."""
    found = [welcoming.stat(screen, label) for label in ("Lignes", "Correctes", "À corriger", "Reprises")]
    return tuple(found)


# ------------------------------------------------------------------ the desk and the adviser


def the_desk_welcomes(desk: Screen) -> None:
    """A known person, written otherwise: typed, chosen, the reason pressed. Somebody without a name. The queue."""
    welcoming.welcome(desk, "nafissa bangoura", "Nafisa Bangura", "Start-up collective")
    desk.says("Ticket 1 · Nafisa Bangura · Start-up collective", "1 visite attend")
    desk.follow("Visite anonyme")
    desk.pick("Sexe", "Femme")
    desk.pick("Âge", "26 à 35 ans")
    desk.pick("Origine", "Afrique subsaharienne")
    desk.pick("Motif", "Information")
    desk.press("Enregistrer et donner un ticket")
    desk.says("2 visites attendent", "Tout guichet (1)")
    desk.press("Appeler le suivant")
    desk.says("Le ticket 1 est appelé")
    desk.press("Reçu", desk.line("Nafisa Bangura"))
    desk.says("Le ticket 1 est reçu", "1 visite attend")


def the_adviser_opens_a_case(adviser: Screen) -> None:
    person = welcoming.find(adviser, "Nafisa Bangura")
    case = welcoming.open_case(adviser, person, "Start-up collective")
    welcoming.advise(adviser, case, 45, "Création d’entreprise", "Une coopérative de couture.")
    welcoming.plan(adviser, case, "Visiter deux ateliers de couture", day(clock.today() + timedelta(days=9)))
    welcoming.book(adviser, case, day(a_working_day(6)), "14:30", "Étude de marché")
    adviser.says("Visiter deux ateliers de couture", "14:30", "45 minutes", "Une coopérative de couture.")
    adviser.open(person)
    adviser.says("Visite à Rabat L'Océan", "Dossier ouvert", "45 minutes", "Rendez-vous", "14/05/2021")


def the_adviser_forms_the_group(adviser: Screen) -> str:
    """Five people of the register, each with a role; one of the two foreigners has shown her residence card."""
    since, until = day(clock.today() - timedelta(days=300)), day(clock.today() + timedelta(days=400))
    card = welcoming.find(adviser, "Nafisa Bangura")
    welcoming.record_residence(adviser, card, "Carte de séjour", since, until)
    adviser.says("Séjour régulier")
    group = welcoming.form_group(adviser, GROUP, MEMBERS)
    for name, role in MEMBERS.items():
        adviser.says(role, within=adviser.line(name, adviser.part("Membres")))
    return group


# ------------------------------------------------------------------ the call


def the_coordinator_publishes_a_call(coordinator: Screen) -> str:
    call = selecting.write_call(
        coordinator, code=CALL, title=CALL_TITLE, closes_on=clock.today(), office=OFFICE
    )
    coordinator.says(
        "150 000,00 MAD",
        "20 000,00 MAD – 100 000,00 MAD",
        "Rabat-Salé-Kénitra",
        "Le groupe compte de 3 à 5 membres.",
        "Chaque candidat étranger séjourne régulièrement au Maroc.",
        "Porteurs et équipe",
        "100 points sur 100",
        "présélection avant le comité",
    )
    coordinator.confirm("Publier")
    coordinator.says("L'appel est publié.", "Publié")
    return call


def the_group_applies_at_the_desk(adviser: Screen, group: str) -> tuple[str, Receipt]:
    """One residence card is missing: the verdict says whose and what to bring; once shown, it is yes."""
    adviser.open(group)
    adviser.follow("Candidater à un appel")
    adviser.follow("Candidater")
    adviser.write("Nom du projet", PROJECT)
    adviser.write("Le projet en quelques lignes", "Couture et retouche pour le quartier.")
    adviser.choose("Secteur", "Couture et stylisme")
    adviser.choose("Forme juridique envisagée", "Coopérative")
    adviser.write("Montant demandé", "90 000")
    adviser.write("Votre apport propre", "5 000")
    for name in MEMBERS:
        adviser.pick(AGREED, name)
    adviser.press("Déposer la candidature")
    found = selecting.receipt(adviser)
    assert found.reference == f"{CALL}-0001"
    adviser.pdf("Imprimer le récépissé")
    adviser.press("Remis : ranger le code")
    application = adviser.address
    adviser.says(
        "Pièce manquante", "Mouhamad Ndiay", "aucun statut de séjour enregistré", "Copie du titre de séjour"
    )
    since, until = day(clock.today() - timedelta(days=100)), day(clock.today() + timedelta(days=600))
    person = welcoming.find(adviser, "Mouhamad Ndiay")
    welcoming.record_residence(adviser, person, "Carte de séjour", since, until)
    adviser.open(application)
    adviser.press("Vérifier de nouveau")
    adviser.says("Éligible", "Toutes les conditions sont remplies.")
    return application, found


def another_group_applies_from_home(visitor: Screen) -> Receipt:
    found = selecting.apply_in_public(visitor, CALL_TITLE, OTHER, OTHER, "80 000", NEWCOMERS)
    assert found.reference == f"{CALL}-0002"
    visitor.pdf("Récépissé à imprimer")
    visitor.press("Je les ai notés")
    return found


def the_coordinator_preselects_and_shares_the_readings(coordinator: Screen, call: str) -> None:
    """First round; two readers for each; and the last day is over at the desk."""
    selecting.preselect(coordinator, call, [PROJECT, OTHER])
    selecting.share_readings(coordinator, call, ["Omar Tilleul", "Salma Frêne"])
    selecting.close_reception(coordinator, call, "Fin de la journée au guichet")
    selecting.compose(coordinator, call, "Nadia Cèdre", ["Youssef Orme"])


def two_reviewers_read(first: Screen, second: Screen) -> None:
    selecting.read(first, PROJECT, ["4", "4", "4", "5", "4"], "Groupe solide.")
    selecting.read(second, PROJECT, ["5", "4", "3.5", "4", "4"], "Clients déjà rencontrés.")
    selecting.read(first, OTHER, ["3", "3.5", "3", "3", "4"], "À suivre.")
    selecting.read(second, OTHER, ["4", "3", "3", "3", "3.5"], "Budget à revoir.")
    second.says("83/100", within=second.line(PROJECT))


def the_committee_decides_under_the_envelope(team: Team, call: str) -> None:
    """150 000 for 90 000 and 80 000: the better ranked fits, the other waits on the reserve list."""
    chair, member = team["nadia"], team["youssef"]
    chair.open(selecting.committee_page(call))
    chair.press("Établir le classement d'après les notes")
    chair.says("Sélectionnée", within=chair.line(PROJECT))
    chair.says("Le reste de l'enveloppe est insuffisant.", within=chair.line(OTHER))
    for screen in (chair, member):
        screen.open(selecting.committee_page(call))
        screen.press("Approuver ce classement")
    chair.open(selecting.committee_page(call))
    chair.follow("Clore la séance")
    chair.press("Décider")
    chair.says("Séance close")
    chair.pdf("Procès-verbal")


def the_results_are_published_and_everybody_is_told(
    team: Team, call: str, application: str, selected: Receipt, waiting: Receipt
) -> None:
    coordinator, visitor = team["hakim"], team["visitor"]
    coordinator.open(call)
    coordinator.confirm("Publier les résultats")
    coordinator.open(application)
    coordinator.says("Montant accordé", "90 000,00 MAD")
    coordinator.pdf("Courrier de décision")
    selecting.find_my_file(visitor, selected)
    visitor.titled(PROJECT)
    visitor.says("Sélectionnée")
    visitor.press("Fermer mon dossier sur cet appareil")
    selecting.find_my_file(visitor, waiting)
    visitor.says(
        "Sur la liste de réserve", "le reste de l'enveloppe était inférieur au montant de votre projet"
    )
    visitor.pdf("Lire le courrier")


# ------------------------------------------------------------------ the award


def the_agreement_is_signed(coordinator: Screen, application: str) -> str:
    agreement = paying.prepare_agreement(coordinator, application)
    coordinator.says("Tranche 1 · 54 000,00 MAD", "Tranche 2 · 36 000,00 MAD", "Entreprise immatriculée")
    coordinator.pdf("Convention en français")
    paying.sign_agreement(coordinator, agreement)
    coordinator.says("Signée", "8 387,70 EUR", "1 EUR = 10,73 MAD")
    return agreement


def the_business_is_there_and_is_registered(adviser: Screen) -> str:
    """It came with the signature, its members carried over, its first follow-up three months from now."""
    business = paying.register_business(adviser, PROJECT, "LOC-1234")
    adviser.says("Coopérative", "Après 3 mois", "À faire", *MEMBERS)
    return business


def the_first_tranche_is_paid(asks: Screen, releases: Screen, agreement: str, folder: Path) -> None:
    """A payee that a second person confirms, a condition met, an order that a second person releases, a proof."""
    paying.register_payee(asks, agreement, "007 810 0001234567890123 45")
    asks.says("Une autre personne que celle qui l'a saisi le confirme.")
    expect(asks.main.locator("details.ask")).to_have_count(0)
    paying.confirm_payee(releases, agreement)
    paying.meet(asks, agreement, "Entreprise immatriculée")
    asks.says("LOC-1234", "Prête à payer")
    order = paying.ask_payment(asks, agreement)
    asks.says("une autre personne doit le libérer")
    releases.open("/tableau-de-bord/")
    releases.says("Paiements à libérer")
    releases.open(order)
    releases.confirm("Libérer le paiement")
    paying.pay(asks, order, "VIR-2026-118", paying.a_paper(folder, "avis.pdf"))
    asks.says("Payé", "Farid Pin", "Fatima Olivier", "avis.pdf", "5 032,62 EUR")
    invoice = paying.a_paper(folder, "factures.pdf")
    paying.meet(asks, agreement, "Les factures de la tranche précédente sont au dossier", paper=invoice)
    paying.meet(asks, agreement, "Le lieu de travail a été visité", how="Visite de l'atelier")
    asks.says("Payé", "54 000,00 MAD", "Reste à payer", "36 000,00 MAD", "Prête à payer", "factures.pdf")


def the_budget_is_amended(finance: Screen) -> None:
    more, less = "startup_fund Fonds de start-up", "stipends Bourses de travail"
    paying.amend_budget(finance, {more: "1 000 000", less: "340 000"}, "Davantage de start-up que prévu")
    finance.says("Version 1 et version 2 comparées", "50 000,00 EUR", "Davantage de start-up que prévu")
    line = finance.line("startup_fund inventée")
    finance.says("1 000 000,00 EUR", "8 387,70 EUR", "5 032,62 EUR", within=line)


# ------------------------------------------------------------------ the figures


def monitoring_opens_the_figures_to_their_people(monitoring: Screen, business: str) -> dict[str, str]:
    """Counted, aimed at and published stand apart; each figure opens to its lines, each line to its record."""
    monitoring.open("/indicateurs/work4life/")
    table = monitoring.main.get_by_role("table", name="Compté, visé et publié")
    first_year = monitoring.line("Candidatures, première année", table)
    monitoring.says("100 (résultat)", "La Vie éco", within=first_year)
    monitoring.says(
        "plus de 1 333 333,33 EUR", within=monitoring.line("Montant versé aux bénéficiaires", table)
    )
    shown = {
        code: monitoring.line(label, table).locator("strong").nth(1).inner_text()
        for code, label in FIGURES.items()
    }
    monitoring.follow("De quoi ce chiffre est fait (Entreprises créées)")
    monitoring.says(GROUP, "Coopérative", "1 ligne")
    monitoring.follow("entreprise créée")
    assert monitoring.address == business
    monitoring.says(*MEMBERS)
    monitoring.open("/indicateurs/work4life/")
    monitoring.follow("De quoi ce chiffre est fait (Personnes aidées)")
    monitoring.says("8 lignes", *MEMBERS, *(f"{one.given} {one.family}" for one in NEWCOMERS))
    monitoring.follow("Nafisa Bangura")
    monitoring.says(PROJECT, GROUP, "Conseil", "Visite à Rabat L'Océan", "14/05/2021")
    return shown


def the_command_line_says_the_same(house: Shell, shown: dict[str, str]) -> None:
    asked = house.wasl("figures", "work4life", "--json", "--language", "fr")
    rows: list[dict[str, Any]] = json.loads(asked.said)
    assert set(rows[0]) == {"code", "label", "value", "target", "published", "unit", "period", "low"}
    values = {row["code"]: row["value"] for row in rows}
    assert (values["ventures"], values["people"], values["paid"]) == (1, 8, 5032.62)
    said = {code: text.replace("\xa0", " ").replace("\u202f", " ") for code, text in shown.items()}
    assert said == {"ventures": "1", "people": "8", "paid": "5 032,62 EUR"}
    facts = house.wasl("facts", "verify")
    assert facts.code == 0, facts.said
    journal = house.wasl("audit", "verify")
    assert journal.code == 0, journal.said
    assert "The journal is sound." in journal.said
