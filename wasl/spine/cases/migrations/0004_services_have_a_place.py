import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [('cases', '0003_services_where_given')]

    operations = [
        migrations.AlterField(
            model_name='servicerecord',
            name='office',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.office'),
        ),
        migrations.AlterField(
            model_name='servicerecord',
            name='guichet',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.guichet'),
        ),
    ]
