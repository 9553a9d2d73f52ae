"""From a decision to money: the agreement, who is paid, the conditions, two signatures, the payment, the budget."""

from __future__ import annotations

from pathlib import Path

from tests.browser.screen import Screen

PAPER = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
trailer<</Root 1 0 R>>
%%EOF
"""


def a_paper(folder: Path, name: str) -> Path:
    """A small PDF to join."""
    path = folder / name
    path.write_bytes(PAPER)
    return path


def prepare_agreement(screen: Screen, application: str) -> str:
    """The usual agreement of a selected application: two tranches with conditions; gives its address."""
    screen.open(application)
    screen.follow("Préparer la convention")
    screen.press("Préparer la convention")
    return screen.address


def sign_agreement(screen: Screen, agreement: str) -> None:
    screen.open(agreement)
    screen.follow("Enregistrer la signature")
    screen.press("Enregistrer la signature")


def register_payee(screen: Screen, agreement: str, account: str) -> None:
    screen.open(agreement)
    screen.follow("Enregistrer un destinataire")
    screen.choose("Moyen de paiement", "Virement bancaire")
    screen.write("Compte ou numéro de mobile", account)
    screen.press("Enregistrer")


def confirm_payee(screen: Screen, agreement: str) -> None:
    screen.open(agreement)
    screen.confirm("Confirmer")


def register_business(screen: Screen, name: str, number: str) -> str:
    """The business that came with the signature is entered in its register; gives its address."""
    screen.open("/entreprises/")
    screen.follow(name)
    business = screen.address
    screen.follow("Enregistrer une immatriculation")
    screen.write("Numéro", number)
    screen.press("Enregistrer l'immatriculation")
    screen.says(number)
    return business


def meet(screen: Screen, agreement: str, condition: str, how: str = "", paper: Path | None = None) -> None:
    """Record that a condition is met, with how it was checked."""
    screen.open(agreement)
    screen.follow("Enregistrer qu'elle est remplie", screen.line(condition))
    if how:
        screen.write("Comment cela a été vérifié", how)
    if paper is not None:
        screen.join("Document", paper)
    screen.press("Enregistrer qu'elle est remplie")


def ask_payment(screen: Screen, agreement: str) -> str:
    """Ask for the payment of the tranche that is ready; gives the address of the order."""
    screen.open(agreement)
    screen.follow("Demander le paiement")
    screen.press("Demander ce paiement")
    return screen.address


def pay(screen: Screen, order: str, reference: str, proof: Path) -> None:
    screen.open(order)
    screen.follow("Enregistrer le paiement")
    screen.write("Référence bancaire ou numéro de facture", reference)
    screen.join("Preuve du paiement", proof)
    screen.press("Enregistrer le paiement")


def amend_budget(screen: Screen, amounts: dict[str, str], reason: str) -> None:
    """A new version of the programme's budget, with other amounts on some lines."""
    screen.open("/financements/budgets/")
    screen.follow("WORK4LIFE")
    screen.follow("Enregistrer un avenant")
    for line, amount in amounts.items():
        screen.write(line, amount)
    screen.write("Motif", reason)
    screen.press("Enregistrer la nouvelle version")
