from typing import Any

from django.db import migrations, models


def where_they_were_given(apps: Any, schema_editor: Any) -> None:
    """Until now no case had moved: each service was given where its case is."""
    services = apps.get_model("cases", "ServiceRecord").objects
    case = apps.get_model("cases", "Case").objects.filter(pk=models.OuterRef("case_id"))
    services.filter(office=None).update(
        office_id=models.Subquery(case.values("office_id")), guichet_id=models.Subquery(case.values("guichet_id"))
    )


class Migration(migrations.Migration):
    # apart from the columns it fills: PostgreSQL alters no table with rows still to be checked

    dependencies = [('cases', '0002_handed_over_reopened_goals')]

    operations = [migrations.RunPython(where_they_were_given, migrations.RunPython.noop)]
