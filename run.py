# -*- coding: utf-8 -*-
"""Make the environment when it is missing or out of date, then hand over to ``svod``.

    python run.py build        every report of the demo region
    python run.py test         every test
    python run.py lab          JupyterLab with the notebooks
    python run.py ANYTHING     the same as ``svod ANYTHING``

Standard library only. An old Python (even 2.7) must be able to read this file in order to be refused by it: hence no
f-strings, annotations, unpacking, ``raise … from`` or pathlib. Messages go to standard error; standard output belongs
to ``svod``.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

OLDEST = (3, 11, 5)
NEWEST = (3, 14)
ROOT = os.path.dirname(os.path.abspath(__file__))
LOCK = os.path.join(ROOT, "requirements.lock")
PROJECT = os.path.join(ROOT, "pyproject.toml")
VENV = os.path.join(ROOT, ".venv")
STAMP = os.path.join(VENV, "svod-stamp.json")
WINDOWS = os.name == "nt"
BIN = os.path.join(VENV, "Scripts" if WINDOWS else "bin")
PYTHON = os.path.join(BIN, "python.exe" if WINDOWS else "python")

HEARTBEAT = 5  # seconds between two signs of life while packages download
NO_NETWORK = (
    "connection", "name resolution", "getaddrinfo", "dns error", "error sending request", "timed out", "proxy",
    "failed to fetch", "no route to host", "network is unreachable",
)  # fmt: skip


class Failure(Exception):
    """A step that cannot be finished; the text is for the user."""


def say(text):
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def digest(path):
    try:
        with open(path, "rb") as file:
            return hashlib.sha256(file.read()).hexdigest()
    except OSError:
        raise Failure("Не читается файл %s: без него окружение не собрать. Верните его из репозитория." % path)


def wanted():
    """Return what the stamp must say: which lock, which project file, which folder the environment was made for."""
    return {"lock": digest(LOCK), "project": digest(PROJECT), "root": ROOT}


def stamped():
    """Return what the stamp says; nothing when the environment is absent, unfinished or has lost its Python."""
    try:
        with open(STAMP, encoding="utf-8") as file:
            stamp = json.load(file)
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) and os.path.exists(PYTHON) else {}


def child_environment():
    """Return the environment of every child: the project's own Python first on PATH, bytecode kept."""
    env = dict(os.environ, VIRTUAL_ENV=VENV)
    for name in ("PYTHONDONTWRITEBYTECODE", "PYTHONHOME", "__PYVENV_LAUNCHER__"):
        env.pop(name, None)
    env["PATH"] = BIN + os.pathsep + env.get("PATH", os.defpath)
    env.setdefault("PYTHONUTF8", "1")
    env.setdefault("PIP_DISABLE_PIP_VERSION_CHECK", "1")
    return env


def call(command):
    """Run a command quietly, showing a sign of life now and then; return its exit code and what it said.

    It runs in the temporary folder: uv obeys the settings of whatever project it is started in, ours included.
    """
    started = shown = time.monotonic()
    process = subprocess.Popen(
        command, env=child_environment(), cwd=tempfile.gettempdir(), stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace",
    )  # fmt: skip
    lines = []
    with process:
        for line in process.stdout:
            lines.append(line.rstrip())
            if time.monotonic() - shown > HEARTBEAT and line.strip():
                shown = time.monotonic()
                say("    %3.0f с: %s" % (shown - started, line.strip()[:90]))
    return process.returncode, lines


def step(title, command, reason):
    """Run one step; on failure raise ``Failure`` with the end of the command's output and the reason."""
    started = time.monotonic()
    say("  %s…" % title)
    code, lines = call(command)
    if code:
        raise Failure("\n".join(["    " + line[:160] for line in lines[-12:]] + [explained(lines, reason)]))
    say("    готово за %.0f с" % (time.monotonic() - started))


def explained(lines, reason):
    """Name the network when the output of a failed step points at it, otherwise give the step's own reason."""
    text = "\n".join(lines).lower()
    if "do not match the hashes" in text or "hash mismatch" in text:
        return (
            "Скачанный файл не совпал с контрольной суммой из requirements.lock и не был установлен.\n"
            "  Повторите команду; если не поможет – проверьте, не подменяет ли файлы прокси или зеркало пакетов."
        )
    if any(sign in text for sign in NO_NETWORK):
        return (
            "Не удалось скачать библиотеки: нет связи с хранилищем пакетов Python.\n"
            "  Проверьте доступ в интернет (за прокси – переменную HTTPS_PROXY) и повторите команду."
        )
    return reason


def find_uv():
    """Return the path of a uv that starts, or None."""
    uv = shutil.which("uv")
    if uv is None:
        return None
    try:
        return uv if call([uv, "--version"])[0] == 0 else None
    except OSError:
        return None


def installers():
    """Return what can fill the environment, the faster first: name, command that makes it, start of an install."""
    creator = getattr(sys, "_base_executable", None) or sys.executable
    pip = ("pip", [creator, "-m", "venv", VENV], [PYTHON, "-m", "pip", "install", "--no-compile", "--progress-bar=off"])
    uv = find_uv()
    if uv is None:
        return [pip]
    return [("uv", [uv, "venv", "--python", creator, VENV], [uv, "pip", "install", "--python", PYTHON]), pip]


def remove_venv():
    try:
        shutil.rmtree(VENV)
    except FileNotFoundError:
        return
    except OSError as error:
        raise Failure(
            "Не удалось удалить старое окружение %s: %s.\n"
            "  Закройте программы, которые им пользуются (JupyterLab, консоль с активированным .venv), и повторите."
            % (VENV, error)
        )


def need_venv_module():
    """Refuse in plain words where the system has split ``venv`` off Python."""
    import importlib.util

    missing = [name for name in ("venv", "ensurepip") if importlib.util.find_spec(name) is None]
    if missing:
        raise Failure(
            "В этом Python нет модуля %s: окружение не создать.\n"
            "  Debian, Ubuntu: sudo apt install python%d.%d-venv; другие системы: установите Python с python.org.\n"
            "  Затем повторите команду." % ((" и ".join(missing),) + sys.version_info[:2])
        )


def install_project(install):
    step(
        "Подключаю сам проект",
        install + ["--quiet", "--no-deps", "--no-build-isolation", "--editable", ROOT],
        "Не удалось подключить проект: проверьте pyproject.toml.",
    )


def fill(name, create, install):
    """Make the environment anew with one installer."""
    remove_venv()
    if name == "pip":
        need_venv_module()
    step("Создаю папку окружения", create, "Не удалось создать окружение в папке %s." % VENV)
    step(
        "Ставлю библиотеки из requirements.lock, сверяя контрольные суммы (%s)" % name,
        install + ["--no-deps", "--require-hashes", "-r", LOCK],
        "Не удалось поставить библиотеки; последние слова установщика (%s) – выше." % name,
    )
    install_project(install)
    started = time.monotonic()
    say("  Компилирую байт-код, чтобы запуски были быстрее…")
    call([PYTHON, "-m", "compileall", "-q", "-j", "0", VENV, os.path.join(ROOT, "lib")])
    say("    готово за %.0f с" % (time.monotonic() - started))


def make_environment():
    """Make the environment, falling back from uv to pip."""
    started = time.monotonic()
    say("Готовлю окружение: %s. Это нужно один раз и после каждой смены requirements.lock." % VENV)
    tools = installers()
    for name, create, install in tools:
        try:
            fill(name, create, install)
            break
        except Failure as failure:
            if name == tools[-1][0]:
                raise
            say("%s\nС помощью uv не получилось, пробую pip." % failure)
    say("Окружение готово за %.0f с." % (time.monotonic() - started))


def reconnect():
    """Install the project again into an environment whose libraries are up to date; tell whether it worked."""
    say("Изменился pyproject.toml.")
    os.remove(STAMP)
    try:
        install_project(installers()[0][2])
    except Failure:
        return False
    return True


def refresh():
    """Bring the environment up to date with the lock and the project file; do nothing when it already is."""
    goal, made = wanted(), stamped()
    if made == goal:
        return
    libraries_are_right = made.get("lock") == goal["lock"] and made.get("root") == goal["root"]
    if not (libraries_are_right and reconnect()):
        make_environment()
    with open(STAMP, "w", encoding="utf-8") as file:
        json.dump(goal, file)


def take_turn(file):
    """Wait until no other run is making this environment; however we end, the system lets go of the lock for us."""
    if WINDOWS:
        import msvcrt

        while True:
            try:
                return msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
            except OSError:
                say("Окружение готовит другой запуск: жду…")
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        say("Окружение готовит другой запуск: жду…")
        fcntl.flock(file, fcntl.LOCK_EX)


def hand_over(arguments):
    """Become ``python -m svod ARGUMENTS``; Windows cannot replace a process, so there it is waited for."""
    command = [PYTHON, "-P", "-m", "svod"] + arguments
    if not WINDOWS:
        os.execve(PYTHON, command, child_environment())
    process = subprocess.Popen(command, env=child_environment())
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue


def main(arguments):
    if sys.version_info < OLDEST or sys.version_info[:2] > NEWEST:
        say(
            "Нужен Python от %d.%d.%d до %d.%d, а запущен %s (%s).\n"
            "  Установите подходящий с python.org и запустите им: python3.13 run.py … (в Windows: py -3.13 run.py …).\n"
            "  Если установлен uv, он достанет нужный сам: uv run --no-project --python 3.13 run.py …"
            % (OLDEST + NEWEST + (sys.version.split()[0], sys.executable))
        )
        return 2
    sys.stderr.reconfigure(encoding="utf-8", errors="replace")
    try:
        if stamped() != wanted():
            name = "svod-%s.lock" % hashlib.sha256(ROOT.encode()).hexdigest()[:16]
            with open(os.path.join(tempfile.gettempdir(), name), "a+b") as turn:
                take_turn(turn)
                refresh()
        return hand_over(arguments)
    except Failure as failure:
        say(str(failure))
        return 2
    except KeyboardInterrupt:
        say("\nПрервано. Недоделанное окружение будет собрано заново при следующем запуске.")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
