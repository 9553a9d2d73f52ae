import django.db.models.deletion
from django.db import migrations, models


def ask_for_keys(apps, schema_editor):
    """The keys of those already known are to be written anew: `wasl check` says so, `wasl upgrade` does it."""
    if apps.get_model("people", "Party").objects.exists():
        apps.get_model("people", "KnownWord").objects.create(word="", sound="", bones="", version=0)


class Migration(migrations.Migration):
    dependencies = [("people", "0003_what_is_held_on_a_person")]

    operations = [
        migrations.DeleteModel("SearchKey"),
        migrations.CreateModel(
            name="SearchKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.IntegerField()),
                ("year", models.SmallIntegerField(default=0)),
                ("fine", models.SmallIntegerField(default=0)),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="search_keys",
                        to="people.party",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [
                    models.Index(fields=["number", "year", "fine", "party"], name="people_search_key")
                ],
            },
        ),
        migrations.CreateModel(
            name="KnownWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("word", models.CharField(db_index=True, max_length=40)),
                ("sound", models.CharField(db_index=True, max_length=40)),
                ("bones", models.CharField(db_index=True, max_length=12)),
                ("holders", models.PositiveIntegerField(default=0)),
                ("version", models.SmallIntegerField(db_index=True)),
            ],
            options={"ordering": ["pk"]},
        ),
        migrations.RunPython(ask_for_keys, migrations.RunPython.noop),
    ]
