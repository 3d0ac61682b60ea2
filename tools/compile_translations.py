"""Compiles the translations (.po) to what the program reads (.mo), without programs of the system."""

import sys
from pathlib import Path

import polib

LOCALE = Path(__file__).resolve().parents[1] / "tandem" / "locale"


def main() -> int:
    for source in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        polib.pofile(str(source)).save_as_mofile(str(source.with_suffix(".mo")))
    return 0


if __name__ == "__main__":
    sys.exit(main())
