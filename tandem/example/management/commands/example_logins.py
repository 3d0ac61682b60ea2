"""Print one example login per role."""

from django.core.management.base import BaseCommand
from django.urls import reverse

from tandem.example.queries import example_logins, example_owners
from tandem.kernel import clock


class Command(BaseCommand):
    help = "Toon per rol één verzonnen persoon om mee aan te melden."

    def handle(self, *args: object, **options: object) -> None:
        """One line per role, and somebody with a file of their own, who has no address."""
        for login in example_logins(on=clock.today()):
            self.stdout.write(f"  {login.email:38} {login.role}, {login.organisation}")
        page = reverse("example_role_switcher")
        for owner in example_owners(limit=1):
            self.stdout.write(f"  {f'{owner.name}: kies op {page}':38} iemand met een eigen dossier, zonder e-mail")
