from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("procedures", "0004_law_by_hand_and_changes"),
    ]

    operations = [
        migrations.AddField(
            model_name="condition",
            name="operator",
            field=models.CharField(blank=True, max_length=2),
        ),
        migrations.AddConstraint(
            model_name="condition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("operator", ""),
                    models.Q(
                        ("operator__in", (">=", "<=")),
                        models.Q(("evidence", ""), _negated=True),
                        models.Q(("parameter", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="procedures_condition_compares",
            ),
        ),
    ]
