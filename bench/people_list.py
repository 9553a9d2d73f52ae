"""The list of people over a million rows, through the real page, by somebody signed in, on both databases.

    python -m bench.people_list --count 1000000 [--out FOLDER]

For each page: how many queries in all, how many of them read people (the list itself: five at most, the same on every
page), whether one counts (a count that stops at a limit is told apart), and how long the page takes (middle of five,
warm). The middle page is asked by its key, as the link "next" would; a page so deep costs what the first does.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench import databases, stats
from bench.names.people import Settings, invented

if TYPE_CHECKING:
    from django.test import Client

    from wasl.kernel.actors import Actor

MOST_QUERIES = 5
OF_THE_LIST = re.compile(r'FROM "people_')
COUNTS = re.compile(r"\bCOUNT\(", re.IGNORECASE)
# A count that stops after a thousand rows ("more than 1,000") costs the same over any number.
BOUNDED = re.compile(r"^SELECT COUNT\(\*\) FROM \(.* LIMIT \d+\) \S+$", re.DOTALL)
OPENED = re.compile(r'href="[^"]*/(\d+)/"')
TIMES = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """What one page of the list cost."""

    page: str
    rows: int
    queries: int
    of_the_list: int
    counts: int
    bounded_counts: int
    milliseconds: float


def work(count: int, folder: Path) -> None:
    """Fill this process's database, ask for the pages, write what they cost."""
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection

    from bench.names import store

    settings.ALLOWED_HOSTS = ["testserver"]
    adviser = store.prepare()
    store.fill(record for _human, record in invented(Settings(count, duplicates=0.0)))
    client = _signed_in(adviser)
    found = [_asked(client, name, address) for name, address in _addresses(count)]
    (folder / f"{connection.vendor}.json").write_text(json.dumps([asdict(one) for one in found]))


def _signed_in(adviser: Actor) -> Client:
    from django.test import Client

    from wasl.base.accounts.tests import factories as accounts
    from wasl.base.network.models import Organisation

    grant = adviser.grants[0]
    owner = Organisation.objects.get(pk=grant.organisation)
    someone = accounts.user(owner)
    accounts.membership(someone, grant.role, owner)
    client = Client()
    client.force_login(someone, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def _addresses(count: int) -> list[tuple[str, str]]:
    from django.urls import reverse

    from wasl.base.network.models import Office
    from wasl.kernel.tables.keyset import Cursor, encode
    from wasl.spine.people.models import Person

    first = reverse("people:list")
    middle = Person.objects.order_by("family_key", "pk")[count // 2]
    latest = Person.objects.order_by("registered_on", "pk")[count // 2]
    office = Office.objects.order_by("pk")[1]
    by_name = encode(Cursor((middle.family_key, middle.pk)))
    by_day = encode(Cursor((latest.registered_on, latest.pk)))
    return [
        ("first", first),
        ("middle", f"{first}?at={by_name}"),
        ("before the middle", f"{first}?at={encode(Cursor((middle.family_key, middle.pk), backward=True))}"),
        ("search: Mamadou Diallo", f"{first}?q=Mamadou+Diallo"),
        ("search: Diallo", f"{first}?q=Diallo"),
        ("search: Kouassi 1990", f"{first}?q=Kouassi+1990"),
        ("search: nobody", f"{first}?q=Zzyxw+Qqrst"),
        ("nationality ML", f"{first}?nationality=ML"),
        ("one office", f"{first}?office={office.pk}"),
        ("middle by day", f"{first}?sort=registered&at={by_day}"),
    ]


def _asked(client: Client, name: str, address: str) -> Asked:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answers {answer.status_code}")
    texts = [query["sql"] for query in captured.captured_queries]
    taken = []
    for _turn in range(TIMES):
        began = time.perf_counter()
        client.get(address)
        taken.append(1000 * (time.perf_counter() - began))
    of_the_list = [text for text in texts if OF_THE_LIST.search(text)]
    rows = len(set(OPENED.findall(answer.content.decode())))
    return Asked(
        name,
        rows,
        len(texts),
        len(of_the_list),
        sum(bool(COUNTS.search(text)) and not BOUNDED.search(text) for text in of_the_list),
        sum(bool(BOUNDED.search(text)) for text in of_the_list),
        stats.quantile(taken, 0.5),
    )


def in_words(found: dict[str, list[Asked]]) -> str:
    """The figures as small tables, with what passes the bar said in words."""
    head = ("page", "rows", "queries", "of the list", "counts", "bounded counts", "milliseconds")
    blocks = []
    for vendor, pages in found.items():
        blocks.append(f"{vendor}\n\n{stats.table(head, [tuple(asdict(one).values()) for one in pages])}")
        wrong = [one.page for one in pages if one.of_the_list > MOST_QUERIES or one.counts]
        if wrong:
            blocks.append(f"More than {MOST_QUERIES} queries, or a count: {', '.join(wrong)}")
    return "\n\n".join(blocks)


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bench.people_list", description=__doc__.split("\n", 1)[0]
    )
    parser.add_argument("--count", type=int, default=1_000_000, help="people")
    parser.add_argument("--out", type=Path, help="where the figures go")
    parser.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.worker:
        work(args.count, args.out)
        return
    out = args.out or Path(tempfile.mkdtemp(prefix="wasl-bench."))
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="wasl-bench-list.") as name:
        folder = Path(name)
        arguments = ["--worker", "--count", str(args.count), "--out", str(folder)]
        databases.run("bench.people_list", arguments, databases.environment(folder / "home"))
        with databases.cluster() as address:
            databases.run("bench.people_list", arguments, databases.environment(folder / "home-pg", address))
        found = {
            vendor: [Asked(**one) for one in json.loads((folder / f"{vendor}.json").read_text())]
            for vendor in ("sqlite", "postgresql")
        }
    kept = {vendor: [asdict(one) for one in pages] for vendor, pages in found.items()}
    (out / "people_list.json").write_text(json.dumps(kept, indent=1), encoding="utf-8")
    (out / "people_list.txt").write_text(in_words(found) + "\n", encoding="utf-8")
    print(f"{args.count} people\n\n{in_words(found)}\n\n{out / 'people_list.json'}")


if __name__ == "__main__":
    main()
