"""Titles known by a residence status alone no longer say which status, in the list of today nor in those of past weeks."""

from typing import Any

from django.db import migrations, models
from django.db.models import Exists, OuterRef, Q

KINDS = ["stay", "residence_card", "ten_year_card", "receipt", "refugee_card", "unhcr", "passport"]
CHOICES = [
    ("stay", "Residence permit"),
    ("residence_card", "Residence card"),
    ("ten_year_card", "Ten-year residence card"),
    ("receipt", "Filing receipt"),
    ("refugee_card", "Refugee card"),
    ("unhcr", "UNHCR certificate"),
    ("passport", "Passport"),
]
NAMES = {"renewal": "people_renewal_kind_known", "renewalnotice": "people_notice_kind_known"}


def forget_which_status(apps: Any, _schema_editor: Any) -> None:
    """Keep the kind of a title only where a paper of that person says it with the same last day."""
    apps.get_model("people", "Renewal").objects.filter(paper=None).update(kind="stay")
    papers = apps.get_model("people", "Paper").objects.filter(
        person=OuterRef("person"), kind=OuterRef("kind"), valid_to=OuterRef("ends_on")
    )
    apps.get_model("people", "RenewalNotice").objects.filter(~Exists(papers)).update(kind="stay")


class Migration(migrations.Migration):
    dependencies = [("people", "0005_references")]

    operations = [
        *(migrations.RemoveConstraint(model, name) for model, name in NAMES.items()),
        migrations.RunPython(forget_which_status, migrations.RunPython.noop),
        *(
            migrations.AlterField(model, "kind", models.CharField(choices=CHOICES, max_length=15))
            for model in NAMES
        ),
        *(
            migrations.AddConstraint(model, models.CheckConstraint(condition=Q(kind__in=KINDS), name=name))
            for model, name in NAMES.items()
        ),
    ]
