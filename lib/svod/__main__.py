"""`python -m svod`."""

import sys

from svod.cli import main

if __name__ == "__main__":
    sys.exit(main())
