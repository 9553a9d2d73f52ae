"""The last services of an office are found at once: the desk says from them how long people will wait."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reception", "0001_initial")]

    operations = [
        migrations.AddIndex(
            "visit",
            models.Index(
                fields=["office", "-served_at"],
                condition=models.Q(("called_at__isnull", False), ("served_at__isnull", False)),
                name="reception_visit_service",
            ),
        ),
    ]
