"""The command line: `svod build`, `svod show`, `svod trace` and the rest."""

from svod.cli.app import main

__all__ = ["main"]
