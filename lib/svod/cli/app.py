"""All commands together, and what becomes of an error."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from typing import Annotated

import typer

from svod import __version__
from svod.cli.build import build
from svod.cli.collect import collect
from svod.cli.data import demo
from svod.cli.diff import diff
from svod.cli.forms import forms
from svod.cli.gate import gate
from svod.cli.load import load
from svod.cli.plan import plan
from svod.cli.publish import publish
from svod.cli.received import received
from svod.cli.russian import Command, Group, explain
from svod.cli.show import published, rating
from svod.cli.snapshots import snapshots
from svod.cli.status import status
from svod.cli.tools import lab, test
from svod.cli.trace import trace
from svod.errors import SvodError, hindrance

__all__ = ["app", "main"]

SETTINGS = {
    "cls": Group,
    "add_completion": False,
    "no_args_is_help": True,
    "pretty_exceptions_enable": False,
    "options_metavar": "[ПАРАМЕТРЫ]",
    "subcommand_metavar": "КОМАНДА …",
}
PASSED_ON = {"allow_extra_args": True, "ignore_unknown_options": True}

app = typer.Typer(help="Свод: аналитические справки по результатам процедур оценки качества образования.", **SETTINGS)
show = typer.Typer(help="Показать рейтинги: свои и опубликованные.", **SETTINGS)
for command in (build, plan, status, demo, forms, load, received, snapshots, trace, diff, gate, publish, collect):
    app.command(cls=Command, options_metavar="[ПАРАМЕТРЫ]")(command)
for command in (lab, test):
    app.command(cls=Command, options_metavar="[ПАРАМЕТРЫ]", context_settings=PASSED_ON)(command)
for command in (rating, published):
    show.command(cls=Command, options_metavar="[ПАРАМЕТРЫ]")(command)
app.add_typer(show, name="show")


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"svod {__version__}")
        raise typer.Exit


@app.callback()
def _settings(
    version: Annotated[
        bool, typer.Option("--version", help="Показать версию.", callback=_version, is_eager=True)
    ] = False,
    debug: Annotated[
        bool, typer.Option("--debug", help="При ошибке показать её путь в коде (то же: SVOD_DEBUG=1).")
    ] = False,
) -> None:
    if debug:
        os.environ["SVOD_DEBUG"] = "1"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns
    -------
    int
        What the process should end with: 0, 1 when something failed, 2 for bad input, 130 after Ctrl-C.
    """
    for stream in (sys.stdout, sys.stderr):
        # Windows would print Russian in the code page of the console, or not at all.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = app(arguments, prog_name="svod", standalone_mode=False)
    except SvodError as error:
        return _fail(str(error), error.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        return _fail("Прервано.", 130)
    except Exception as error:
        if hasattr(error, "format_message"):
            return _fail(explain(error), 2)
        if isinstance(error, OSError) and error.filename and hindrance(error):
            return _fail(f"Не записано: {error.filename}: {hindrance(error)}", 1)
        message = f"Ошибка в самой программе: {type(error).__name__}: {error}\n  Подробности: svod --debug …"
        return _fail(message, 1)
    return code if isinstance(code, int) else 0


def _fail(message: str, code: int) -> int:
    if os.environ.get("SVOD_DEBUG"):
        traceback.print_exc()
    typer.echo(message, err=True)
    return code
