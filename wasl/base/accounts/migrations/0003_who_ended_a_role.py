"""The history of a role says who ended it and when; a role may be withdrawn before its first day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_roles_and_grants")]

    operations = [
        migrations.AddField("membership", "ended_at", models.DateTimeField(null=True)),
        migrations.AddField("membership", "ended_by_id", models.BigIntegerField(null=True)),
        migrations.AddField(
            "membership",
            "ended_by_label",
            models.CharField(blank=True, default="", max_length=150),
            preserve_default=False,
        ),
        migrations.AddField("membership", "withdrawn", models.BooleanField(default=False)),
    ]
