from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("calls", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="call",
            name="closed_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
    ]
