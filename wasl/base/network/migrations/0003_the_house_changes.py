"""Two people at one record of the network are told apart; a service is found by words without accents."""

from django.db import migrations, models

VERSIONED = ["organisation", "office", "guichet", "contactpoint", "serviceoffer"]


class Migration(migrations.Migration):
    dependencies = [("network", "0002_directory_and_accesses")]

    operations = [
        *(
            migrations.AddField(
                model_name=name,
                name="version",
                field=models.PositiveIntegerField(default=1, editable=False),
            )
            for name in VERSIONED
        ),
        migrations.AddField(
            model_name="serviceoffer",
            name="search_text",
            field=models.TextField(blank=True, default="", editable=False),
            preserve_default=False,
        ),
    ]
