"""In each place: a register brought as a sheet by somebody else."""

from __future__ import annotations

import io

from tests.world.places import World
from wasl.base.intake import actions
from wasl.base.intake.slots import importers
from wasl.kernel import xlsx
from wasl.kernel.actors import Actor, Grant, Role


def build(world: World) -> None:
    register = importers.get("register")
    assert register is not None
    headings = [str(column.headings[0]) for column in register.columns]
    for number, place in enumerate(world):
        out = io.BytesIO()
        xlsx.write_rows(out, headings, [[place.label("batchrow") for _heading in headings]])
        by = Actor(id=9000 + number, label="desk", grants=(Grant(Role.RECEPTION, place.organisation.pk),))
        batch = actions.open_batch(
            by=by,
            importer="register",
            organisation=place.organisation,
            office=place.office,
            name=f"{place.label('batch')}.xlsx",
            content=out.getvalue(),
        )
        batch = actions.check_batch(by=by, batch=batch)
        world.add("batch", place, pk=batch.pk)
        line = batch.rows.order_by("-number")[0]
        world.add("line", place, place.label("batchrow"), pk=batch.pk, number=line.number)
