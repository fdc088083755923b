"""`python -I -m app.programs.console [--advice] [--socket PATH]`."""

import sys

from app.programs.console.start import main

if __name__ == "__main__":
    sys.exit(main())
