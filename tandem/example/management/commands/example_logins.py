"""Print one example login per role."""

from django.core.management.base import BaseCommand

from tandem.example.queries import example_logins
from tandem.kernel import clock


class Command(BaseCommand):
    help = "Toon per rol één verzonnen persoon om mee aan te melden."

    def handle(self, *args: object, **options: object) -> None:
        """One line per role."""
        for login in example_logins(on=clock.today()):
            self.stdout.write(f"  {login.email:38} {login.role}, {login.organisation}")
