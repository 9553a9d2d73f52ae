"""Craftspeople are told apart from other work; what was "work at home" is said as people say it."""

from django.db import migrations, models

ACTIVITIES = [
    ("salaried", "Salaried work"),
    ("self_employed", "Own business"),
    ("informal", "Informal work"),
    ("craft", "Craftsperson"),
    ("housework", "Housewife or househusband"),
    ("student", "Student"),
    ("seeking", "Looking for work"),
    ("none", "No activity"),
    ("unknown", "Not said"),
]


class Migration(migrations.Migration):
    dependencies = [("people", "0006_statuses_untold")]

    operations = [
        migrations.RemoveConstraint("person", "people_person_activity_known"),
        migrations.AlterField(
            "person",
            "activity",
            models.CharField(choices=ACTIVITIES, default="unknown", max_length=15),
        ),
        migrations.AddConstraint(
            "person",
            models.CheckConstraint(
                condition=models.Q(("activity__in", [code for code, _label in ACTIVITIES])),
                name="people_person_activity_known",
            ),
        ),
    ]
