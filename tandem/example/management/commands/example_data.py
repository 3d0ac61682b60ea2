"""Make the invented world, and a crowd behind it."""

import os
import time

import psycopg
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from tandem.example.counting import world_totals
from tandem.example.crowd.loading import add_blocks
from tandem.example.world.loading import CannotLoad, has_world, load_world
from tandem.kernel import clock

LARGEST_SCALE, WORKERS = 400, 2


class Command(BaseCommand):
    help = "Maak een verzonnen wereld met trajecten in elke toestand; met --scale N ook 300 keer N trajecten erachter."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--scale", type=int, default=1, help="maak N keer zoveel (standaard 1)")
        parser.add_argument("--seed", type=int, default=2026, help="een ander getal geeft een andere wereld")

    def handle(self, *args: object, **options: object) -> None:
        """What misses is made, what is there stays as it is: a second time nothing changes."""
        scale, seed, began = int(str(options["scale"])), int(str(options["seed"])), time.monotonic()
        if not settings.EXAMPLE_MODE:
            raise CommandError("Voorbeeldgegevens bestaan alleen in de oefenversie (TANDEM_MODE=example).")
        if not 1 <= scale <= LARGEST_SCALE:
            raise CommandError(f"Kies voor --scale een getal van 1 tot {LARGEST_SCALE}.")
        if not self._make(scale, seed):
            self.stdout.write("De voorbeeldgegevens staan er al. Er is niets veranderd.")
            return
        for name, count in world_totals():
            self.stdout.write(f"  {count:>9}  {name}")
        self.stdout.write(f"De voorbeeldgegevens zijn klaar, in {time.monotonic() - began:.0f} seconden.")

    def _make(self, scale: int, seed: int) -> bool:
        is_new = not has_world()
        if is_new:
            self._make_world(seed)
        added = self._make_crowd(scale, seed) if scale > 1 else 0
        return is_new or added > 0

    def _make_world(self, seed: int) -> None:
        try:
            told = load_world(seed=seed, today=clock.today(), say=self.stdout.write)
        except CannotLoad as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{told} verhalen verteld.")

    def _make_crowd(self, scale: int, seed: int) -> int:
        workers = min(WORKERS, os.cpu_count() or 1)
        added = add_blocks(until=scale, seed=seed, today=clock.today(), say=self.stdout.write, workers=workers)
        if added and settings.OWNER_DATABASE_URL:
            with psycopg.connect(settings.OWNER_DATABASE_URL, autocommit=True) as owner:
                owner.execute("analyze")  # pages are fast at once, not only after the server's own round
        return added
