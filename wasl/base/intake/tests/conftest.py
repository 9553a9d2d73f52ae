"""A small importer of trades, and sheets to take over."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import pytest

from wasl.base.intake.slots import (
    CellFault,
    Checked,
    Committed,
    CreatedRef,
    ImportCell,
    ImportColumn,
    ImportContext,
    Importer,
    Kept,
    Proposal,
    importers,
)
from wasl.base.network.models import Office, Organisation
from wasl.base.reference.models import Trade
from wasl.kernel import xlsx
from wasl.kernel.actors import Actor, Grant, Role
from wasl.kernel.errors import RuleBroken


class Trades(Importer):
    """One trade a row; a code that begins with X is unknown, "late" is refused when it is written.

    Rows of the same name may be about one trade: "Same" surely, any other perhaps.
    """

    code = "trades-of-tests"
    label = "Trades"
    columns = (
        ImportColumn("code", "Code", ("code", "رمز"), required=True),
        ImportColumn("name", "Name", ("name", "nom")),
    )
    reasons = {"unknown": "No such code."}
    kept: tuple[str, ...] = ()

    def __init__(self) -> None:
        self.reasons_kept: dict[str, str] = {}

    def may(self, actor: Actor) -> bool:
        return actor.is_system or actor.has(Role.RECEPTION, Role.COORDINATOR)

    def check(self, cells: Mapping[str, ImportCell], context: ImportContext) -> Checked:
        code = cells["code"].text if "code" in cells else ""
        faults = (CellFault("code", "unknown"),) if code.startswith("X") else ()
        name = cells["name"].text if "name" in cells else ""
        return Checked((code, name), faults, {"name": name.upper()} if name else {})

    def marks(self, clean: Any, context: ImportContext) -> list[str]:
        return [clean[1]]

    def propose(
        self, asked: Mapping[int, Any], near: Mapping[int, Mapping[int, Any]], context: ImportContext
    ) -> dict[int, list[Proposal]]:
        return {
            number: [
                Proposal(f"row:{other}", name, "same name", usual=name == "Same")
                for other, (_code, name) in near[number].items()
            ]
            for number in asked
        }

    def commit(self, clean: Any, subject: str, context: ImportContext, *, reason_new: str = "") -> Committed:
        code, name = clean
        self.reasons_kept[code] = reason_new
        if code == "late":
            raise RuleBroken("Too late for this one.", field="code")
        if subject:
            return Committed((), subject)
        trade = Trade.objects.create(code=f"test-{code}", name_fr=name)
        return Committed((CreatedRef("reference.trade", hash(trade.code) % 10**9),), f"trade:{code}")

    def undo(self, refs: Sequence[CreatedRef], context: ImportContext, reason: str) -> list[Kept]:
        wanted = {ref.pk for ref in refs}
        for trade in Trade.objects.filter(code__startswith="test-"):
            if hash(trade.code) % 10**9 in wanted and trade.code not in self.kept:
                trade.delete()
        held = [ref for ref in refs if any(hash(code) % 10**9 == ref.pk for code in self.kept)]
        return [Kept(ref, "1 thing made with it") for ref in held]


@pytest.fixture
def trades() -> Iterator[Trades]:
    importer = Trades()
    importers.fill(importer.code, importer)
    yield importer
    importers._items.pop(importer.code)


@pytest.fixture
def office(db: None) -> Office:
    organisation = Organisation.objects.create(code="hub", name="Hub")
    return Office.objects.create(
        organisation=organisation, code="hub-tanger", name="Tanger", province_id="MA-TNG"
    )


@pytest.fixture
def amina(office: Office) -> Actor:
    return Actor(id=1, label="Amina", grants=(Grant(Role.RECEPTION, office.organisation_id),))


Sheet = Callable[..., bytes]


@pytest.fixture
def sheet() -> Sheet:
    """Make an XLSX of these rows under a title, an empty line and the headings Code and Name."""

    def make(*rows: Sequence[object], headings: Sequence[str] = ("Code", "Name")) -> bytes:
        out = io.BytesIO()
        xlsx.write_rows(out, ["TRADES OF 2021"], [[], headings, *rows])
        return out.getvalue()

    return make
