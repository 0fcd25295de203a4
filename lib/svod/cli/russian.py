"""Help and complaints of the command line in Russian."""

from __future__ import annotations

import re
from typing import Any

from typer.core import TyperCommand, TyperGroup

__all__ = ["Command", "Group", "explain"]

PANELS = {
    "ARGUMENTS_PANEL_TITLE": "Аргументы",
    "OPTIONS_PANEL_TITLE": "Параметры",
    "COMMANDS_PANEL_TITLE": "Команды",
    "DEFAULT_STRING": "[по умолчанию: {}]",
    "REQUIRED_LONG_STRING": "[обязательно]",
}


class _Russian:
    """What a command and a group of commands say alike."""

    def get_usage(self, context: Any) -> str:
        return super().get_usage(context).replace("Usage:", "Вызов:", 1)

    def get_help_option(self, context: Any) -> Any:
        option = super().get_help_option(context)
        if option is not None:
            option.help = "Показать эту справку."
        return option

    def format_help(self, context: Any, formatter: Any) -> None:
        from typer import rich_utils

        for name, words in PANELS.items():
            setattr(rich_utils, name, words)
        for option in self.get_params(context):
            if getattr(option, "is_flag", False):
                option.metavar = ""
        super().format_help(context, formatter)


class Command(_Russian, TyperCommand):
    """A command with help in Russian."""


class Group(_Russian, TyperGroup):
    """A group of commands with help in Russian."""


def explain(error: Any) -> str:
    """A mistake in the call: what is wrong, what is allowed, where help is."""
    from svod.params.model import nearest

    context = error.ctx
    path = context.command_path if context is not None else "svod"
    kind, message = type(error).__name__, error.message
    if kind == "NoArgsIsHelpError":
        return str(message)
    if kind == "NoSuchOption":
        allowed = [name for item in context.command.get_params(context) for name in item.opts if name.startswith("--")]
        words = f"Параметра {error.option_name} нет. {nearest(error.option_name, allowed)}"
    elif kind == "MissingParameter":
        words = f"Не указано: {_called(error.param)}"
    elif found := re.match(r"No such command '(.+?)'", message):
        commands = context.command.list_commands(context)
        words = f"Команды «{found[1]}» нет. {nearest(found[1], commands)}\nКоманды: {', '.join(commands)}"
    elif message.startswith("Missing command"):
        words = f"Не указана команда. Команды: {', '.join(context.command.list_commands(context))}"
    elif found := re.search(r"unexpected extra argument\S* \((.+)\)", message):
        words = f"Лишнее в вызове: {found[1]}"
    elif found := re.match(r"Option '?([^' ]+)'? requires", message):
        words = f"У параметра {found[1]} не указано значение"
    elif kind == "BadParameter" and error.param is not None:
        # Of all that the commands take, only numbers can be refused before the command itself looks at them.
        words = f"Значение не подходит: {_called(error.param)}. Нужно целое число больше нуля"
    else:
        words = message
    return f"{words.strip()}\nСправка: {path} --help"


def _called(parameter: Any) -> str:
    """Name of a parameter as help writes it: `--jobs`, «ПУТЬ»."""
    first = str(parameter.opts[0])
    return first if first.startswith("-") else parameter.metavar
