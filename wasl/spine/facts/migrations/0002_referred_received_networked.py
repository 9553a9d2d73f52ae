"""Three kinds of facts more. SQLite rebuilds the table, and its triggers go with the old one: they are put back."""

from django.db import migrations, models

from wasl.kernel.append_only import protect


class Migration(migrations.Migration):

    dependencies = [
        ('facts', '0001_initial'),
        ('network', '0002_directory_and_accesses'),
        ('people', '0006_statuses_untold'),
        ('programmes', '0001_initial'),
        ('reference', '0001_initial'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='fact',
            name='facts_fact_kind',
        ),
        migrations.AlterField(
            model_name='fact',
            name='kind',
            field=models.CharField(choices=[('welcomed', 'welcomed'), ('advised', 'advised'), ('accompanied', 'accompanied'), ('oriented', 'oriented'), ('referred', 'referred'), ('received', 'received by an institution'), ('networked', 'took part in a networking event'), ('informed', 'informed'), ('made_aware', 'made aware'), ('trained', 'trained'), ('course_certified', 'course certified'), ('applied', 'applied'), ('preselected', 'preselected'), ('selected', 'selected'), ('committed', 'amount committed'), ('paid', 'amount paid'), ('venture_created', 'venture created'), ('venture_registered', 'venture registered'), ('ae_status_obtained', 'self-entrepreneur status obtained'), ('alive_at', 'still active'), ('jobs_created', 'jobs created')], max_length=30, verbose_name='what'),
        ),
        migrations.AddConstraint(
            model_name='fact',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['welcomed', 'advised', 'accompanied', 'oriented', 'referred', 'received', 'networked', 'informed', 'made_aware', 'trained', 'course_certified', 'applied', 'preselected', 'selected', 'committed', 'paid', 'venture_created', 'venture_registered', 'ae_status_obtained', 'alive_at', 'jobs_created'])), name='facts_fact_kind'),
        ),
        protect('facts_fact'),
    ]
