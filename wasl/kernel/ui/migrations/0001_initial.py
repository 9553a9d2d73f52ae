from django.db import migrations, models

import wasl.kernel.clock


class Migration(migrations.Migration):

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Submission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=64, unique=True)),
                ("at", models.DateTimeField(db_index=True, default=wasl.kernel.clock.now)),
                ("location", models.CharField(blank=True, max_length=1000)),
            ],
        ),
    ]
