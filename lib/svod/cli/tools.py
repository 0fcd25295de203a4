"""`svod lab` and `svod test`: hand over to JupyterLab and to pytest."""

from __future__ import annotations

import os
import subprocess
import sys

import typer

__all__ = ["lab", "test"]


def lab(context: typer.Context) -> None:
    """Открыть блокноты в JupyterLab; остальные аргументы получает он."""
    from svod import paths
    from svod.cli.console import resolve_edition
    from svod.cli.data import ensure_data
    from svod.params import load_params

    ensure_data(load_params(resolve_edition("")))
    where = [f"--ServerApp.root_dir={paths.ROOT}", f"--LabApp.default_url=/lab/tree/{paths.NOTEBOOKS.name}"]
    _hand_over([sys.executable, "-m", "jupyterlab", *where, *context.args])


def test(context: typer.Context) -> None:
    """Запустить тесты; остальные аргументы получает pytest."""
    from svod import paths

    os.chdir(paths.ROOT)
    _hand_over([sys.executable, "-m", "pytest", "-n", "auto", "--dist", "loadfile", *context.args])


def _hand_over(command: list[str]) -> None:
    """Become another program; Windows cannot, so there it is waited for."""
    sys.stdout.flush()
    sys.stderr.flush()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    if os.name != "nt":
        os.execv(command[0], command)
    process = subprocess.Popen(command)
    while True:
        try:
            raise typer.Exit(process.wait())
        except KeyboardInterrupt:
            continue
