import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('links', '0001_initial'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='link',
            name='links_link_across',
        ),
        migrations.RemoveConstraint(
            model_name='link',
            name='links_link_once',
        ),
        migrations.AddField(
            model_name='link',
            name='why',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AlterField(
            model_name='link',
            name='agreement',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='links', to='links.sharingagreement'),
        ),
        migrations.AlterField(
            model_name='link',
            name='origin',
            field=models.CharField(choices=[('desk', 'Asked by a colleague'), ('machine', 'Found by comparing'), ('inside', 'Decided inside one organisation')], max_length=8),
        ),
        migrations.AddConstraint(
            model_name='link',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('one_organisation', models.F('other_organisation')), _negated=True), ('agreement__isnull', False), ('why', '')), models.Q(('agreement__isnull', True), ('one_organisation', models.F('other_organisation')), ('state__in', ['confirmed', 'ended']), models.Q(('why', ''), _negated=True)), _connector='OR'), name='links_link_across_or_inside'),
        ),
        migrations.AddConstraint(
            model_name='link',
            constraint=models.UniqueConstraint(condition=models.Q(('agreement__isnull', False), ('state__in', ['proposed', 'confirmed'])), fields=('one', 'other'), name='links_link_once'),
        ),
        migrations.AddConstraint(
            model_name='link',
            constraint=models.UniqueConstraint(condition=models.Q(('agreement__isnull', True), ('state__in', ['proposed', 'confirmed'])), fields=('one', 'other', 'one_organisation'), name='links_link_once_inside'),
        ),
    ]
