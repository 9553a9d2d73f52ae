"""The one row that says what this installation is."""

from django.db import models

from wasl.kernel import clock


class Installation(models.Model):
    """A real installation, or a demo whose people are plainly invented."""

    # Always 1: a second row would break the primary key.
    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    name = models.CharField(max_length=200)
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="installation_one_row")]

    def __str__(self) -> str:
        return self.name
