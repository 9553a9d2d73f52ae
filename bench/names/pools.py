"""Names to draw from, by region: families of spellings, usual names of one spelling, and a long tail of invented ones.

How often a name is drawn follows Zipf and Mandelbrot, (rank + 2) ** -1.15: the first ten of a pool cover about four
people of ten, as family names do in Senegal, Guinea or Mali. The order of ranks is fixed, whatever the seed.
"""

from __future__ import annotations

import random
from bisect import bisect
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from bench.names.families import Family, bare, families

FLATTENING, STEEPNESS = 2.0, 1.15
FIRST_SPELLING = 0.6
INVENTED_FAMILIES, INVENTED_GIVEN = 800, 200

WOMEN = frozenset(
    "adjoua affoue akissi amenan aminata christelle fatima fatou fatoumata habiba halima hawa khadija maimouna mariam "
    "mariama nafissatou oumou rokiatou safiatou salimata zeinab".split()
)

# Who comes from where: share of the people, nationalities with their weights, words of `origin` in the file.
REGIONS: dict[str, tuple[float, dict[str, int], tuple[str, ...]]] = {
    "sahel": (
        0.55,
        {"SN": 26, "GN": 22, "ML": 20, "CI": 12, "BF": 5, "GM": 5, "MR": 4, "NE": 3, "GW": 2, "SL": 1},
        ("West Africa", "Senegal", "Guinea", "Mali", "Burkina", "Gambia", "Mauritania"),
    ),
    "akan": (
        0.13,
        {"CI": 80, "GH": 12, "TG": 5, "BJ": 3},
        ("Akan", "Ghana", "Togo", "Christian", "Côte d'Ivoire"),
    ),
    "central": (
        0.17,
        {"CM": 40, "CD": 28, "CG": 14, "GA": 6, "CF": 6, "TD": 6},
        ("Cameroon", "Congo", "Christian", "Gabon"),
    ),
    "arab": (
        0.15,
        {"MA": 45, "SY": 22, "YE": 10, "SD": 9, "DZ": 6, "TN": 3, "IQ": 3, "PS": 2},
        ("Arabic", "Maghreb", "Morocco", "Syria", "Levant", "Yemen", "Sudan", "Iraq", "Palestine"),
    ),
}

# Usual names that have one spelling here: they fill the crowd and are never misspelt but by a slip of the finger.
USUAL: dict[tuple[str, str], str] = {
    ("sahel", "family"): "Diallo Ba Barry Bah Keita Sidibé Sissoko Sylla Sangaré Konaté Ouattara Ouédraogo Diarra "
    "Sanogo Samaké Gassama Sané Badji Goudiaby Kanté Bathily Dramé Zongo Ilboudo Soumah Tandia Kébé Lo Gning Mbow Samb "
    "Kane Sy Ly Wade Dia Diagne Badiane Sagna Manga Tamba Millimouno Haba Lamah Loua Guilavogui Togola Dolo Guindo "
    "Tembely Mbengue Senghor Nikiéma Tapsoba",
    ("sahel", "m"): "Amadou Alpha Alassane Cheikh Modou Pape Boubacar Demba Samba Ismaïla Issa Adama Seydou Yacouba "
    "Siaka Issouf Thierno Mody Bocar Malick Sory Facinet Karim Modibo Fousseyni Famoussa Abdoulatif Elhadj Moctar Yoro",
    ("sahel", "f"): "Aïssatou Kadiatou Mariétou Ndèye Coumba Djeneba Assétou Binta Ramatoulaye Hadja Oumy Astou "
    "Dieynaba Aïcha Bintou Sira Fanta Nana Assa Penda Tening Yacine Sadio Kankou Djénaba Sokhna Adama Mame Tenin",
    ("akan", "family"): "Koffi Konan Brou Assi Aka Amon Kra Ehouman Assamoi Gnamien Tanoh Bilé Anoh Adou Ettien Boni "
    "Mensah Boateng Asante Kouamelan Zadi Gbagbo Gnahoré Séry Zokou Digbeu",
    ("akan", "m"): "Jean Serge Didier Guy Arsène Franck Hermann Eric Koffi Konan Patrice Blaise Olivier Wilfried Ange",
    ("akan", "f"): "Marie Patricia Ama Aya Ahou Amoin Estelle Sandrine Rosine Prisca Nadège Clarisse Edwige Solange",
    ("central", "family"): "Mballa Atangana Abena Onana Manga Nguema Tchoumi Kamga Djoumessi Ngassa Tchuente Kabongo "
    "Kalala Ngoyi Tshilumba Mulumba Lukusa Makosso Loemba Mabiala Moukoko Ebelle Ekotto Biya Owona Zambo Bemba Kabila "
    "Mpoyi Nzuzi",
    ("central", "m"): "Jean Pierre Patrick Rodrigue Serge Christian Junior Alain Landry Yannick Trésor Dieudonné Guy "
    "Arnaud Fabrice Aimé Gauthier Merveil Boris Thierry",
    ("central", "f"): "Marie Grâce Rachel Carine Mireille Nadine Sylvie Chantal Merveille Divine Béatrice Flore Laure "
    "Nathalie Ruth Esther Bénédicte Clémence",
    ("arab", "family"): "Bennani Tazi Berrada Idrissi Filali Haddad Najjar Masri Hariri Saidi Zerouali Mansouri "
    "Belkacem Bouzidi Rahmani Jaziri Hakimi Qasim Sabri Nasser Mahdi Jouni Akkad Darwish Sabbagh Tahiri Bekkali",
    ("arab", "m"): "Ahmed Youssef Karim Omar Hassan Nabil Samir Tarik Adil Amine Mehdi Bilal Walid Anas Ayoub Marouane "
    "Ziad Fadi Ammar Yasser Faisal Hatem",
    ("arab", "f"): "Aïcha Salma Nadia Samira Laila Hanane Imane Rania Nour Souad Naima Rajae Hind Ghita Dina Rim Sanaa",
}  # fmt: skip

# The names met most, in their order; the others follow in an order drawn once for all.
FIRST: dict[tuple[str, str], str] = {
    (
        "sahel",
        "family",
    ): "Diallo Traoré Camara Coulibaly Ndiaye Keita Cissé Touré Diop Barry Ba Koné Fall Bah Sow",
    ("sahel", "m"): "Mamadou Mohamed Ibrahima Moussa Ousmane Amadou Abdoulaye Oumar Souleymane Cheikh",
    ("sahel", "f"): "Fatoumata Aminata Mariam Aïssatou Fatou Kadiatou Mariama Awa",
    ("akan", "family"): "Kouassi Kouamé Koffi N'Guessan Kouadio Konan Yao",
    ("arab", "m"): "Mohamed Ahmed Youssef Ali Hassan",
    ("arab", "f"): "Fatima Khadija Aïcha Mariam",
}

SYLLABLES: dict[str, tuple[str, str, str]] = {  # beginnings, middles, ends
    "sahel": ("ba bou da dia fa ga ka kou la ma mou na sa si sou ta tou ya wa", "ba di gou la lou ma na ra ri sa",
              "ga lé la ma na ra ré ba dou nko ssa ta yo"),
    "akan": ("a ak bo e gna ka ko kou n'g yo za é", "bi da do ga hi ka man ri", "a an é i ou chi in lé"),
    "central": ("ba e ka ki lu ma mbo mu nda ngo nzi tchi wa", "ba ka la lu ma ngo nga sa", "bo la ma nga nda ta wa"),
    "arab": ("ba cha da fa gha ha ja ka ma na ra sa za", "bi dda ghi li mmou na rra ssi", "ani aoui i ri an di lah"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """One part of somebody's name: how they write it, and the family of spellings it belongs to, if any."""

    text: str
    family: Family | None = None

    @property
    def group(self) -> str:
        return self.family.group if self.family else ""


class Pool:
    """Names of one region and one use, drawn by rank."""

    def __init__(self, names: list[Family | str]) -> None:
        self.names = names
        self._steps = list(accumulate((rank + FLATTENING) ** -STEEPNESS for rank in range(len(names))))

    def draw(self, rng: random.Random) -> Part:
        """One part of a name, spelt as its bearer spells it: most often the usual way."""
        name = self.names[bisect(self._steps, rng.random() * self._steps[-1])]
        if isinstance(name, str):
            return Part(name)
        if len(name.latin) == 1 or rng.random() < FIRST_SPELLING:
            return Part(name.latin[0], name)
        return Part(name.latin[int(rng.random() * len(name.latin))], name)


@cache
def pool(region: str, use: str) -> Pool:
    """The names of a region for one use: "family", or "m" and "f" for given names."""
    listed: list[Family | str] = [
        one
        for one in families()
        if _use(one) == use and any(word in one.origin for word in REGIONS[region][2])
    ]
    known = {bare(text) for one in families() for text in one.latin}
    listed += [text for text in USUAL[region, use].split() if bare(text) not in known]
    order = random.Random(f"{region} {use}")
    order.shuffle(listed)
    first = {bare(text): rank for rank, text in enumerate(FIRST.get((region, use), "").split())}
    listed.sort(
        key=lambda name: first.get(bare(name if isinstance(name, str) else name.latin[0]), len(first))
    )
    taken = known | {bare(text) for text in listed if isinstance(text, str)}
    many = INVENTED_FAMILIES if use == "family" else INVENTED_GIVEN
    return Pool([*listed, *_invented(order, region, taken, many)])


def _use(one: Family) -> str:
    if one.kind == "family":
        return "family"
    return "f" if one.group in WOMEN else "m"


def _invented(order: random.Random, region: str, taken: set[str], many: int) -> list[str]:
    first, middle, last = (text.split() for text in SYLLABLES[region])
    found: list[str] = []
    while len(found) < many:
        middles = [order.choice(middle) for _ in range(order.choice((0, 1, 1, 2)))]
        text = "".join([order.choice(first), *middles, order.choice(last)])
        if bare(text) not in taken:
            taken.add(bare(text))
            found.append(text[0].upper() + text[1:])
    return found
