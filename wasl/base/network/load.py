"""Puts the institutions and services of the data file into the database; safe to run again at any time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from wasl.base.network.actions import create_offer, create_organisation
from wasl.base.network.models import Organisation, ServiceOffer
from wasl.kernel.actors import SYSTEM

DIRECTORY = Path(__file__).parent / "data" / "directory.yaml"


@transaction.atomic
def load_directory(path: Path = DIRECTORY) -> int:
    """Write the organisations and services that are not there yet (by their codes); what is there stays as people
    made it. Returns how many services were added. Needs the reference lists.
    """
    data: dict[str, list[dict[str, Any]]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    held = set(Organisation.objects.values_list("code", flat=True))
    for entry in data["organisations"]:
        if entry["code"] not in held:
            create_organisation(by=SYSTEM, **entry)
    organisations = Organisation.objects.in_bulk(field_name="code")
    offered = set(ServiceOffer.objects.values_list("code", flat=True))
    added = [entry for entry in data["offers"] if entry["code"] not in offered]
    for entry in added:
        texts = {
            f"{field}_{language}": text
            for field in ("name", "conditions")
            for language, text in entry.pop(field, {}).items()
        }
        owner = organisations[entry.pop("organisation")]
        create_offer(by=SYSTEM, organisation=owner, **entry, **texts)
    return len(added)
