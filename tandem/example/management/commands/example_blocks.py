"""Write some blocks of the crowd; `example_data --scale` starts two of these beside each other."""

from datetime import date

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from tandem.example.crowd.loading import add_blocks
from tandem.example.world.loading import has_world


class Command(BaseCommand):
    help = "Schrijf enkele delen van de voorbeeldgegevens (example_data --scale gebruikt dit)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("numbers", type=int, nargs="+", help="welke delen")
        parser.add_argument("--seed", type=int, required=True)
        parser.add_argument("--today", type=date.fromisoformat, required=True)

    def handle(self, *args: object, numbers: list[int], seed: int, today: date, **options: object) -> None:
        """One line per block."""
        if not settings.EXAMPLE_MODE or not has_world():
            raise CommandError("Maak eerst de voorbeeldgegevens: tandem example-data.")
        add_blocks(numbers, seed=seed, today=today, say=self._say)

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
