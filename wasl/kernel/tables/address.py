"""The state of a list stands in its address: every link is the present address with something changed."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import QueryDict

# Parameters that place the reader within a result; any change of the result drops them.
PLACE = ("at", "rows")


def changed(params: QueryDict, changes: Mapping[str, str | None], *, prefix: str = "") -> str:
    """ "?…" of the present parameters without the place, with `changes` made (None removes)."""
    query = params.copy()
    for name in PLACE:
        query.pop(prefix + name, None)
    query.pop(f"{prefix}export", None)
    for name, value in changes.items():
        if value is None:
            query.pop(name, None)
        else:
            query[name] = value
    for name in [name for name in query if query.getlist(name) == [""]]:
        del query[name]
    return f"?{query.urlencode()}" if query else "?"
