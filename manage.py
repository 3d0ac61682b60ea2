#!/usr/bin/env python
"""Django's commands with Tandem's surroundings: `python manage.py shell` is `tandem manage shell`."""

import sys

from tandem.cli import main

if __name__ == "__main__":
    sys.exit(main(["manage", *sys.argv[1:]]))
