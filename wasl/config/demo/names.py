"""Plainly invented people: real given names, family names taken from trees, stones and stars.

Nobody is called Baobab or Zellige by birth: whoever reads a screen of the demo knows at once that it is one.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

FAMILY = tuple(
    """
    Acacia Agate Albatros Ambre Améthyste Anis Argan Argousier Aubépine Azur Baobab Basalte Basilic
    Bambou Bergamote Béryl Bouleau Bruyère Caïlcédrat Camomille Cannelle Caroubier Cèdre Céleste Chêne
    Clématite Comète Corail Coriandre Cyprès Dattier Diamant Dragonnier Dune Ébène Écume Émeraude Épicéa
    Érable Étoile Eucalyptus Fenouil Figuier Flamboyant Fougère Fromager Galet Genévrier Gingembre
    Girofle Granit Grenadier Hibiscus Horizon Indigo Iroko Ivoire Jacaranda Jade Jasmin Jujubier Kapokier
    Karité Lagune Laurier Lavande Lilas Lotus Lune Magnolia Mangrove Marbre Marjolaine Mélèze Mimosa Miel
    Moringa Muscade Myrte Nacre Néré Niaouli Okoumé Olivier Onyx Opale Oranger Orchidée Palmier Papyrus
    Perle Pervenche Pinède Pistachier Porphyre Quartz Raphia Romarin Rônier Rubis Safran Sapelli Saphir
    Santal Sésame Soleil Sycomore Tamarin Teck Thym Topaze Tournesol Tulipe Turquoise Vanille Verveine
    Vétiver Wengé Yucca Zellige Zénith Zéphyr
    """.split()
)

GIVEN: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "MA": (
        tuple(
            "Amina Salma Khadija Zineb Hajar Imane Meryem Nadia Sanae Fatima-Zahra Ghizlane Loubna Hind Asmae".split()
        ),
        tuple(
            "Youssef Hamza Anas Mehdi Karim Rachid Othmane Ayoub Tarik Hicham Bilal Soufiane Nabil Adil".split()
        ),
    ),
    "SN": (
        tuple("Awa Fatou Mariama Ndeye Coumba Astou Khady Rokhaya Adama Sokhna".split()),
        tuple("Mamadou Cheikh Ousmane Ibrahima Modou Babacar Aliou Moussa Abdoulaye Pape".split()),
    ),
    "CI": (
        tuple("Adjoua Akissi Amenan Aya Affoué Bintou Mariam Patricia Estelle Grâce".split()),
        tuple("Kouassi Koffi Yao Kouadio Konan Seydou Drissa Hervé Serge Arnaud".split()),
    ),
    "GN": (
        tuple("Aissatou Kadiatou Fatoumata Hawa Mabinty Djenabou Oumou Ramatoulaye".split()),
        tuple("Alpha Thierno Sekou Amadou Boubacar Lansana Mohamed Saliou".split()),
    ),
    "CM": (
        tuple("Ngo Mireille Solange Carine Clarisse Brigitte Nadège Odile".split()),
        tuple("Jean-Paul Emmanuel Blaise Cyrille Rodrigue Armand Boris Guy".split()),
    ),
    "CD": (
        tuple("Bijou Mado Ruth Naomie Gloire Dorcas Esther Clémence".split()),
        tuple("Patrick Trésor Héritier Christian Dieudonné Junior Fiston Papy".split()),
    ),
    "ML": (
        tuple("Djeneba Assitan Oumou Aminata Kadidia Nana Sira Safiatou".split()),
        tuple("Bakary Adama Modibo Souleymane Issa Mahamadou Yacouba Siaka".split()),
    ),
    "NG": (
        tuple("Blessing Joy Ngozi Chioma Faith Favour Ifeoma Patience".split()),
        tuple("Emeka Chinedu Sunday Godwin Tunde Kelechi Ibrahim Samuel".split()),
    ),
    "SY": (
        tuple("Rima Hala Nour Samar Lina Ghada Dima Rasha".split()),
        tuple("Bassel Firas Ammar Mazen Wael Anas Khaled Samer".split()),
    ),
    "CF": (
        tuple("Marie-Noëlle Sandrine Prisca Flavie Josiane Yvette".split()),
        tuple("Crépin Euloge Landry Thibaut Fulgence Aristide".split()),
    ),
}
# Shares of nationalities among the migrants served, after the survey of 2021 (domain notes §8.2), rounded.
MIGRANTS = {"CI": 20, "SN": 19, "GN": 15, "CM": 11, "CD": 12, "ML": 7, "NG": 6, "SY": 6, "CF": 4}


@dataclass(frozen=True, slots=True)
class Invented:
    """One invented person before registration: names, sex, birth date with its precision, nationality, phone."""

    family_name: str
    given_names: str
    sex: str
    birth_date: date
    birth_precision: str
    nationality: str
    phone: str


class Cast:
    """Draws invented people, each once, from one seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self._number = 0

    def person(self, *, nationality: str | None = None, sex: str | None = None, year: int = 2026) -> Invented:
        """Someone of 18 to 58 in `year`; nationality drawn among migrants when not given."""
        self._number += 1
        draw = self.random
        country = nationality or draw.choices(list(MIGRANTS), list(MIGRANTS.values()))[0]
        sex = sex or draw.choices("fm", (48, 52))[0]
        women, men = GIVEN[country]
        given = draw.choice(women if sex == "f" else men)
        born = date(year - draw.randint(19, 58), draw.randint(1, 12), draw.randint(1, 28))
        precision = draw.choices(("day", "year"), (88, 12))[0]
        if precision == "year":
            born = born.replace(month=1, day=1)
        return Invented(
            family_name=self._family(),
            given_names=given,
            sex=sex,
            birth_date=born,
            birth_precision=precision,
            nationality=country,
            phone=f"+2126{self._number:08d}",
        )

    def people(self, count: int, *, nationality: str | None = None, year: int = 2026) -> list[Invented]:
        return [self.person(nationality=nationality, year=year) for _ in range(count)]

    def _family(self) -> str:
        """One word, or two joined once the single words begin to repeat."""
        first = self.random.choice(FAMILY)
        return first if self._number <= len(FAMILY) else f"{first} {self._pick_other(first)}"

    def _pick_other(self, first: str) -> str:
        others: Sequence[str] = FAMILY
        second = self.random.choice(others)
        return second if second != first else others[0]
