"""Make the invented world, and multiply it."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from tandem.example.world.loading import has_world, load_world
from tandem.kernel import clock


class Command(BaseCommand):
    help = "Maak een verzonnen wereld met trajecten in elke toestand."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--scale", type=int, default=1, help="maak N keer zoveel")
        parser.add_argument("--seed", type=int, default=2026, help="een ander getal geeft een andere wereld")

    def handle(self, *args: object, **options: object) -> None:
        """Once; a second time says that it is there."""
        if not settings.EXAMPLE_MODE:
            raise CommandError("Voorbeeldgegevens bestaan alleen in de oefenversie (TANDEM_MODE=example).")
        if has_world():
            self.stdout.write("De voorbeeldgegevens staan er al.")
            return
        load_world(seed=int(str(options["seed"])), today=clock.today(), say=self.stdout.write)
