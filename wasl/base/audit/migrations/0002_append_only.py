"""The journal and its seals refuse every change and removal."""

from django.db import migrations

from wasl.kernel.append_only import protect


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [protect("audit_entry", "audit_seal")]
