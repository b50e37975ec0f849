import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('association', '0001_begin'),
        ('association', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='DutyList',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'in preparation'), ('listed', 'on the agenda of a meeting'), ('approved', 'decided'), ('rejected', 'not adopted'), ('withdrawn', 'taken back')], default='draft', max_length=10)),
                ('begun_at', models.DateTimeField()),
                ('edit', models.PositiveIntegerField(default=0)),
                ('basis', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='association.basis')),
                ('begun_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('paper', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='association.paper')),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='HelpEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('area', models.CharField(choices=[('policy', 'quality policy'), ('council', 'plans and work of the quality council and of the internal auditors'), ('analysis', 'analysis of the results of the QMS'), ('measures', 'corrective and preventive measures and their plan')], max_length=10, verbose_name='area of help')),
                ('on', models.DateField(verbose_name='day')),
                ('hours', models.DecimalField(decimal_places=2, max_digits=4, verbose_name='hours')),
                ('text', models.TextField(max_length=2000, verbose_name='what was done')),
                ('result', models.TextField(blank=True, max_length=2000, verbose_name='result')),
                ('state', models.CharField(choices=[('written', 'waits for the candidate'), ('confirmed', 'confirmed'), ('disputed', 'not confirmed'), ('struck', 'struck')], default='written', max_length=10)),
                ('is_by_mentor', models.BooleanField(default=True)),
                ('edit', models.PositiveIntegerField(default=0)),
                ('written_at', models.DateTimeField()),
                ('settled_at', models.DateTimeField(blank=True, null=True)),
                ('remark', models.CharField(blank=True, max_length=500, verbose_name='remark')),
                ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='HelpFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('added_at', models.DateTimeField()),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='mentoring.helpentry')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='association.storedfile')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='HelpPlanLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('area', models.CharField(choices=[('policy', 'quality policy'), ('council', 'plans and work of the quality council and of the internal auditors'), ('analysis', 'analysis of the results of the QMS'), ('measures', 'corrective and preventive measures and their plan')], max_length=10, verbose_name='area of help')),
                ('text', models.CharField(max_length=500, verbose_name='what is to be done')),
                ('due_on', models.DateField(verbose_name='due day')),
                ('done_on', models.DateField(blank=True, null=True, verbose_name='done on')),
                ('dropped_at', models.DateTimeField(blank=True, null=True)),
                ('edit', models.PositiveIntegerField(default=0)),
                ('written_at', models.DateTimeField()),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['due_on', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='helpentry',
            name='line',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='mentoring.helpplanline'),
        ),
        migrations.CreateModel(
            name='Pair',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField(verbose_name='from')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='until (not included)')),
                ('ground', models.CharField(choices=[('territory', 'territory'), ('sector', 'sector'), ('chosen', 'choice of the chair')], max_length=10)),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='reason')),
                ('end_reason', models.CharField(blank=True, choices=[('certified', 'the candidate received its QMS certificate'), ('mentor_left', 'the mentor left the Association'), ('candidate_left', 'the candidate left the Association'), ('joined', 'the candidate became a member'), ('decision', 'by a decision of the Presidium')], max_length=16)),
                ('basis', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='association.basis')),
                ('candidate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mentors', to='association.organisation')),
                ('end_basis', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='association.basis')),
                ('mentor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mentored', to='association.organisation')),
            ],
            options={
                'ordering': ['-starts_on', '-pk'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='mentoring_pair_period'), models.CheckConstraint(condition=models.Q(('basis__isnull', False)), name='mentoring_pair_by_a_decision'), models.CheckConstraint(condition=models.Q(('mentor', models.F('candidate')), _negated=True), name='mentoring_pair_of_two'), models.CheckConstraint(condition=models.Q(models.Q(('end_reason', ''), ('ends_on__isnull', True)), models.Q(('ends_on__isnull', False), models.Q(('end_reason', ''), _negated=True)), _connector='OR'), name='mentoring_pair_ends_for_a_reason'), models.UniqueConstraint(condition=models.Q(('ends_on__isnull', True)), fields=('mentor', 'candidate'), name='mentoring_one_open_pair')],
            },
        ),
        migrations.AddField(
            model_name='helpplanline',
            name='pair',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plan', to='mentoring.pair'),
        ),
        migrations.AddField(
            model_name='helpentry',
            name='pair',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='mentoring.pair'),
        ),
        migrations.CreateModel(
            name='PairList',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'formed by the chair'), ('offered', 'with the members of the Presidium'), ('agreed', 'agreed'), ('listed', 'on the agenda of a meeting'), ('approved', 'approved'), ('rejected', 'not approved'), ('withdrawn', 'taken back')], default='draft', max_length=10)),
                ('begun_at', models.DateTimeField()),
                ('counted_on', models.DateField(blank=True, null=True)),
                ('mentors', models.PositiveIntegerField(default=0)),
                ('candidates', models.PositiveIntegerField(default=0)),
                ('facts', models.JSONField(blank=True, default=dict)),
                ('total', models.BigIntegerField(default=0)),
                ('digest', models.CharField(blank=True, max_length=64)),
                ('edit', models.PositiveIntegerField(default=0)),
                ('offered_at', models.DateTimeField(blank=True, null=True)),
                ('agreed_at', models.DateTimeField(blank=True, null=True)),
                ('basis', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='association.basis')),
                ('begun_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('job', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='association.job')),
                ('paper', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='association.paper')),
            ],
            options={
                'ordering': ['-pk'],
                'constraints': [models.UniqueConstraint(models.Value(1), condition=models.Q(('state__in', ['draft', 'offered', 'agreed', 'listed'])), name='mentoring_one_open_list')],
            },
        ),
        migrations.AddField(
            model_name='pair',
            name='pair_list',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='approved', to='mentoring.pairlist'),
        ),
        migrations.CreateModel(
            name='ForbiddenPair',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=500, verbose_name='reason')),
                ('candidate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='association.organisation')),
                ('mentor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='association.organisation')),
                ('pair_list', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='forbidden', to='mentoring.pairlist')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('pair_list', 'mentor', 'candidate'), name='mentoring_one_forbidden_pair')],
            },
        ),
        migrations.CreateModel(
            name='PairRemark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=2000, verbose_name='remark')),
                ('made_at', models.DateTimeField()),
                ('answer', models.TextField(blank=True, max_length=2000, verbose_name='answer')),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('pair_list', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='remarks', to='mentoring.pairlist')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='ProcessDuty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField(verbose_name='from')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='until (not included)')),
                ('end_reason', models.CharField(blank=True, choices=[('term', 'its term ended'), ('left', 'the organisation left the Association'), ('decision', 'by a decision of a meeting')], max_length=10)),
                ('basis', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='association.basis')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='association.organisation')),
                ('process', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='association.qmsprocess')),
            ],
            options={
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='mentoring_processduty_period'), models.CheckConstraint(condition=models.Q(('basis__isnull', False)), name='mentoring_duty_by_a_decision'), models.UniqueConstraint(condition=models.Q(('ends_on__isnull', True)), fields=('process', 'organisation'), name='mentoring_one_open_duty')],
            },
        ),
        migrations.CreateModel(
            name='DutyOutput',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('procedure', 'documented procedure'), ('instruction', 'methodological instruction'), ('audit', 'report of an internal audit')], max_length=12, verbose_name='kind')),
                ('given_at', models.DateTimeField()),
                ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('material', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='association.libraryitem')),
                ('duty', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outputs', to='mentoring.processduty')),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='DutyLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('until', models.DateField(blank=True, null=True, verbose_name='until (not included)')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='association.organisation')),
                ('process', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='association.qmsprocess')),
                ('duty_list', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='mentoring.dutylist')),
                ('ends', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='mentoring.processduty')),
            ],
            options={
                'ordering': ['process__sort_key', 'organisation__sort_key'],
                'constraints': [models.UniqueConstraint(fields=('duty_list', 'process', 'organisation'), name='mentoring_one_duty_line')],
            },
        ),
        migrations.CreateModel(
            name='ProposedPair',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ground', models.CharField(choices=[('territory', 'territory'), ('sector', 'sector'), ('chosen', 'choice of the chair')], max_length=10)),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='reason')),
                ('score', models.IntegerField(default=0)),
                ('reasons', models.JSONField(default=list)),
                ('others', models.JSONField(default=list)),
                ('is_locked', models.BooleanField(default=False)),
                ('origin', models.CharField(choices=[('computed', 'by calculation'), ('placed', 'by the chair')], default='computed', max_length=10)),
                ('candidate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='association.organisation')),
                ('mentor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='association.organisation')),
                ('pair_list', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pairs', to='mentoring.pairlist')),
            ],
            options={
                'ordering': ['candidate__sort_key', 'mentor__sort_key', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('pair_list', 'mentor', 'candidate'), name='mentoring_one_line_of_two'), models.CheckConstraint(condition=models.Q(('mentor', models.F('candidate')), _negated=True), name='mentoring_line_of_two_organisations')],
            },
        ),
        migrations.CreateModel(
            name='SilenceLetter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField()),
                ('sent_at', models.DateTimeField()),
                ('pair', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='silences', to='mentoring.pair')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('pair', 'since'), name='mentoring_one_letter_of_a_silence')],
            },
        ),
        migrations.CreateModel(
            name='MentorTerms',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField(verbose_name='from')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='until (not included)')),
                ('is_available', models.BooleanField(default=True, verbose_name='takes candidates')),
                ('capacity', models.PositiveSmallIntegerField(default=0, verbose_name='at most so many candidates')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='note')),
                ('said_at', models.DateTimeField()),
                ('basis', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='association.basis')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mentor_terms', to='association.organisation')),
                ('said_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='mentoring_mentorterms_period'), models.UniqueConstraint(condition=models.Q(('ends_on__isnull', True)), fields=('organisation',), name='mentoring_one_open_terms')],
            },
        ),
        migrations.CreateModel(
            name='PairEnding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=500, verbose_name='reason')),
                ('state', models.CharField(choices=[('asked', 'waits for a meeting'), ('listed', 'on the agenda of a meeting'), ('approved', 'decided'), ('rejected', 'not adopted'), ('withdrawn', 'taken back')], default='asked', max_length=10)),
                ('asked_at', models.DateTimeField()),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('basis', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='association.basis')),
                ('pair', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='endings', to='mentoring.pair')),
            ],
            options={
                'ordering': ['-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['asked', 'listed'])), fields=('pair',), name='mentoring_one_open_ending')],
            },
        ),
    ]
