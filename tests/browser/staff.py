"""The people of an office: the administrator gives each an account, a role and a printed code; each enters with it."""

from __future__ import annotations

from tests.browser.screen import Screen

PASSWORD = "une phrase assez longue"


def sign_in(screen: Screen, username: str, password: str = PASSWORD) -> None:
    screen.open("/connexion/")
    screen.write("Nom d'utilisateur", username)
    screen.write("Mot de passe", password)
    screen.press("Se connecter")


def employ(administrator: Screen, name: str, role: str, office: str = "") -> str:
    """An account with one role, limited to `office` when one is named; gives the code printed for its holder."""
    username = name.split()[0].lower()
    administrator.open("/comptes/nouveau/")
    administrator.write("Nom affiché aux collègues", name)
    administrator.write("Nom d'utilisateur", username)
    administrator.press("Ouvrir le compte")
    account = administrator.address
    administrator.follow("Accorder un rôle")
    administrator.choose("Rôle", role)
    if office:
        administrator.pick("Bureaux", office)
    administrator.press("Accorder le rôle")
    administrator.says(role)
    administrator.open(account)
    administrator.follow("Imprimer un code")
    administrator.press("Créer le code")
    return administrator.told("Code")


def enter(screen: Screen, username: str, code: str) -> None:
    """A first sign-in: the printed code gives a password, the password opens."""
    screen.open("/connexion/")
    screen.follow("Vous avez un code imprimé, ou avez oublié votre mot de passe")
    screen.write("Nom d'utilisateur", username)
    screen.write("Code", code)
    screen.write("Nouveau mot de passe", PASSWORD)
    screen.write("Le même mot de passe, une seconde fois", PASSWORD)
    screen.press("Choisir ce mot de passe")
    sign_in(screen, username)
