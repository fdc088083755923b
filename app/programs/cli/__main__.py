"""Starts the command line as `python -I -m app.programs.cli`."""

import sys

from app.programs.cli import main

if __name__ == "__main__":
    sys.exit(main())
