"""A small world with a record of each kind in each scope, made by the real actions, for `tests/test_access.py`.

A room adds its records in a module of its own here: a function `build(world)` that makes one record of each kind in
each place, under a label that cannot be mistaken for another (`place.label("person")`), and notes it by `world.add`.
Higher rooms find what lower ones made in `world.records`.
"""

from __future__ import annotations

from tests.world import (
    accounts,
    appointments,
    audit,
    background,
    calls,
    cases,
    checklists,
    coaching,
    complaints,
    facts,
    funding,
    indicators,
    intake,
    labour,
    links,
    marketing,
    matching,
    merging,
    messaging,
    network,
    people,
    procedures,
    reception,
    referrals,
    rights,
    transfers,
    ventures,
)
from tests.world.places import World, the_places

ROOMS = (
    network,
    accounts,
    background,
    procedures,
    intake,
    messaging,
    people,
    matching,
    rights,
    merging,
    links,
    facts,
    funding,
    cases,
    checklists,
    appointments,
    reception,
    calls,
    coaching,
    labour,
    marketing,
    referrals,
    transfers,
    complaints,
    ventures,
    indicators,
    audit,
)


def the_world() -> World:
    """The places, and in each of them a record of each kind of each room, lowest room first, the journal last."""
    world = the_places()
    for room in ROOMS:
        room.build(world)
    return world
