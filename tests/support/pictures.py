"""Takes the README's pictures of a running demo; bin/pictures calls it."""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from tests.support.browser import a_chromium

PATIENCE = 60


@dataclass(frozen=True)
class Picture:
    """One picture: who looks, at what, in which language, how wide."""

    name: str
    path: str
    user: str = ""
    language: str = "fr"
    width: int = 1280
    height: int = 860


PICTURES = (
    Picture("accueil", "/accueil/", user="accueil"),
    Picture("chiffres", "/indicateurs/work4life/", user="suivi"),
    Picture("chiffre-ouvert", "/indicateurs/work4life/funded_y1/", user="suivi"),
    Picture("conventions", "/financements/", user="finance"),
    Picture("public-ar", "/", language="ar", width=390, height=780),
    Picture("public-fr", "/", language="fr", width=390, height=780),
)


def main(address: str, folder: Path) -> None:
    """Wait for the server, then take every picture."""
    folder.mkdir(parents=True, exist_ok=True)
    _wait_for(address)
    with a_chromium() as browser:
        for picture in PICTURES:
            take(browser, address, picture, folder / f"{picture.name}.png")


def take(browser: Browser, address: str, picture: Picture, file: Path) -> None:
    """Sign in by the demo's button where a user looks, go to the page, keep what the window shows."""
    context = browser.new_context(viewport={"width": picture.width, "height": picture.height})
    context.add_cookies([{"name": "wasl_language", "value": picture.language, "url": address}])
    page = context.new_page()
    if picture.user:
        page.goto(f"{address}/connexion/")
        page.locator(
            f"button[value='{picture.user}'], form:has(input[value='{picture.user}']) button"
        ).first.click()
        page.wait_for_load_state()
    page.goto(address + picture.path)
    page.screenshot(path=str(file))
    context.close()


def _wait_for(address: str) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310 our own loopback address
            return
        except (urllib.error.URLError, OSError):
            if time.monotonic() > until:
                raise
            time.sleep(0.5)
