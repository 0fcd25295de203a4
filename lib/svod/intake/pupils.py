"""Pseudonyms of pupils: what stands in the store in place of their codes, and the key without which nobody makes them.

A pseudonym is the beginning of HMAC-SHA256 over school, year and written code: the same pupil of a school has the same
one in every work of a year, and nobody who does not hold the key can try codes until one fits.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import stat
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np
import pyarrow as pa

from svod import paths
from svod.errors import SvodError, hindrance
from svod.store import LARGE, stored_points

__all__ = ["DEMO_KEY", "KEY", "as_stored", "key_file", "pseudonyms", "pupil_key"]

KEY = "SVOD_PUPIL_KEY"
"""Environment variable with the path of the key file."""

DEMO_KEY = hashlib.sha256("учебные данные".encode()).digest()
"""The key of the demo region: known to everybody, so that its data come out the same everywhere."""

_BYTES = 32
_APART = "\x1f"


def pseudonyms(key: bytes, school: Sequence[str], year: Sequence[int], code: Sequence[str | None]) -> pa.Int64Array:
    """Pseudonyms of pupils.

    Parameters
    ----------
    key : bytes
    school : sequence of str, shape (n,)
        Codes of the register.
    year : sequence of int, shape (n,)
    code : sequence of str or None, shape (n,)
        Codes as written; None where there is none.

    Returns
    -------
    Int64Array, shape (n,)
        The first eight bytes of the hash, the highest first; null where there is no code.
    """
    digest, found = hmac.digest, []
    for own, when, written in zip(school, year, code, strict=True):
        found.append(digest(key, f"{own}{_APART}{when}{_APART}{written}".encode(), "sha256")[:8])
    values = np.frombuffer(b"".join(found), ">i8").astype(np.int64)
    return pa.array(values, mask=np.fromiter((written is None for written in code), bool, len(code)))


def as_stored(tables: Mapping[str, pa.Table], key: bytes) -> dict[str, pa.Table]:
    """Large tables with pseudonyms for the codes of pupils, with the columns of the store.

    Parameters
    ----------
    tables : mapping of str to Table
        `results` with codes as written, `points` that name the row of `results`, `statistics`; those that there are.
    key : bytes
    """
    found = {name: table for name, table in tables.items() if name == "statistics"}
    if "results" in tables:
        results = tables["results"]
        school, year, code = (results.column(name).to_pylist() for name in ("school", "year", "pupil"))
        made = results.set_column(results.column_names.index("pupil"), "pupil", pseudonyms(key, school, year, code))
        found["results"] = made.select(LARGE["results"].names).cast(LARGE["results"])
        found["points"] = stored_points(found["results"], tables["points"])
    return {name: table.select(LARGE[name].names).cast(LARGE[name]) for name, table in found.items()}


def pupil_key(*, demo: bool = False) -> bytes:
    """The key of this centre, made on first use; or the demo's.

    Raises
    ------
    SvodError
        When others may read the key file, when it lies inside the project or the output, when it holds no key or
        cannot be made, and when it is not there any more, or another one, while the store rests on it.
    """
    if demo:
        return DEMO_KEY
    file = key_file()
    for folder, what in ((paths.ROOT, "папке проекта"), (paths.output(), "папке результатов")):
        if file.resolve().is_relative_to(folder.resolve()):
            raise SvodError(
                f"Ключ псевдонимов {file} лежит в {what} {folder}: его могли бы опубликовать вместе с данными.\n"
                f"Перенесите его в другое место и укажите его в {KEY}"
            )
    try:
        return _sealed(file, paths.store() / "pupils.seal")
    except OSError as error:
        raise SvodError(
            f"Ключ псевдонимов {file}: {hindrance(error) or error.strerror}.\nДругое место для него указывают в {KEY}"
        ) from error


def key_file() -> Path:
    """Where the key is: `SVOD_PUPIL_KEY`, else among the person's own settings, as is the custom of the system."""
    if named := os.environ.get(KEY):
        return Path(named).expanduser()
    if sys.platform == "win32":
        folder = Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming")
    elif sys.platform == "darwin":
        folder = Path.home() / "Library" / "Application Support"
    else:
        folder = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return folder / "svod" / "pupils.key"


def _sealed(file: Path, seal: Path) -> bytes:
    """The key in a file, unless the seal of the store was made with another one; without a seal both may be new."""
    key = _read(file) if file.exists() else b"" if seal.exists() else _made(file)
    own = hmac.digest(key, b"svod", "sha256").hex()
    if not seal.exists():
        seal.parent.mkdir(parents=True, exist_ok=True)
        seal.write_text(own, encoding="ascii")
    elif seal.read_text(encoding="ascii") != own:
        raise SvodError(
            f"Ключ псевдонимов {file} {'не тот' if key else 'пропал'}: прежние результаты загружены с другим, и те же "
            "участники получили бы новые псевдонимы.\nВерните прежний ключ из копии. Если её нет, удалите "
            f"{seal} и загрузите все результаты заново: svod load ПАПКА --whole"
        )
    return key


def _read(file: Path) -> bytes:
    mode = file.stat().st_mode
    if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise SvodError(
            f"Ключ псевдонимов {file} доступен другим пользователям (права {mode & 0o777:o}).\n"
            f"Закройте его: chmod 600 {file}"
        )
    with suppress(ValueError):
        key = bytes.fromhex(file.read_text(encoding="ascii").strip())
        if len(key) == _BYTES:
            return key
    raise SvodError(
        f"В файле {file} нет ключа псевдонимов: нужны {2 * _BYTES} знака 0–9, a–f.\n"
        "Верните файл из копии: с новым ключом прежние участники получат другие псевдонимы"
    )


def _made(file: Path) -> bytes:
    """Write a new key, unless another program was quicker."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with suppress(FileExistsError):
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii", newline="") as stream:
            stream.write(f"{secrets.token_hex(_BYTES)}\n")
    return _read(file)
