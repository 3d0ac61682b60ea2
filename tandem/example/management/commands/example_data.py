"""Make the invented world, and a crowd behind it."""

import os
import time
from datetime import date

import psycopg
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from tandem.example.counting import world_totals
from tandem.example.crowd.layout import COURSES_PER_BLOCK
from tandem.example.crowd.loading import make_shared_documents, missing_blocks
from tandem.example.crowd.workers import WorkerStopped, add_blocks_in_processes
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
        missing, today = missing_blocks(until=scale), clock.today()
        if missing:
            self.stdout.write(f"Er komen {len(missing)} keer {COURSES_PER_BLOCK} trajecten bij ...")
            self.stdout.flush()
            make_shared_documents(today=today)
            self._add(missing, seed, today)
            self._refresh_statistics()
        return len(missing)

    def _add(self, missing: list[int], seed: int, today: date) -> None:
        connection.close()  # what the others write is theirs
        try:
            add_blocks_in_processes(missing, seed=seed, today=today, workers=min(WORKERS, os.cpu_count() or 1))
        except WorkerStopped as stopped:
            raise CommandError(str(stopped)) from stopped

    def _refresh_statistics(self) -> None:
        """Pages are fast at once, not only after the server's own round; only the owner may."""
        if settings.OWNER_DATABASE_URL:
            with psycopg.connect(settings.OWNER_DATABASE_URL, autocommit=True) as owner:
                owner.execute("analyze")
