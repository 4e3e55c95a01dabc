"""Keeps the translations true: ``update`` extracts the texts, ``check`` fails on gaps, ``compile`` makes .qm.

The compiled files are committed, so that a wheel can be built where Qt's tools are not installed; ``check`` sees to
it that they say what the .ts files say. The window reads them through Qt, the terminal by itself
(photosearch/words). Chinese is complete; English carries only the plural forms.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
SOURCES = PROJECT / "photosearch"
TRANSLATIONS = PROJECT / "resources" / "translations"
FUNCTIONS = "QT_TRANSLATE_NOOP+=marked,tr+=counted"
"""Those of ``photosearch.words.spoken``: ``marked`` texts are translated later, ``counted`` ones have plural forms."""

Key = tuple[str, str, str]
"""(context, source text, comment)."""


@dataclass(frozen=True, slots=True)
class Message:
    """One text of a .ts file: its translations (several where there are plural forms) and its state."""

    key: Key
    translations: tuple[str, ...]
    state: str
    """Empty when finished, else ``unfinished``, ``vanished`` or ``obsolete``."""


class ToolError(Exception):
    """One of Qt's translation tools failed."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when all is well, 1 when something must be done first."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("command", choices=("update", "check", "compile"))
    command = parser.parse_args(arguments).command
    if command == "update":
        update(TRANSLATIONS)
    elif command == "compile":
        compile_all(TRANSLATIONS, TRANSLATIONS)
    else:
        complaints = check(TRANSLATIONS)
        for complaint in complaints:
            print(complaint, file=sys.stderr)
        return 1 if complaints else 0
    return 0


def update(folder: Path, sources: Path = SOURCES) -> None:
    """Bring the .ts files in ``folder`` up to the texts in ``sources``; new ones are marked unfinished.

    Raises:
        ToolError: lupdate failed.
    """
    files = sorted(str(path.relative_to(sources.parent)) for path in sources.rglob("*.py"))
    common = ["-no-obsolete", "-locations", "none", "-silent", "-tr-function-alias", FUNCTIONS]
    _run("lupdate", [*files, *common, "-ts", str(folder / "photosearch_zh.ts")], sources.parent)
    _run("lupdate", [*files, *common, "-pluralonly", "-ts", str(folder / "photosearch_en.ts")], sources.parent)


def compile_all(folder: Path, target: Path) -> None:
    """Compile every .ts file of ``folder`` into ``target``.

    Raises:
        ToolError: lrelease failed.
    """
    for path in sorted(folder.glob("*.ts")):
        _run("lrelease", [str(path), "-silent", "-qm", str(target / f"{path.stem}.qm")], folder)


def check(folder: Path, sources: Path = SOURCES) -> list[str]:
    """What is wrong with the translations in ``folder``, one line each; empty when they are complete and current.

    Raises:
        ToolError: one of Qt's tools failed.
    """
    with tempfile.TemporaryDirectory() as name:
        fresh = Path(name)
        for path in folder.glob("*.ts"):
            (fresh / path.name).write_bytes(path.read_bytes())
        update(fresh, sources)
        compile_all(folder, fresh)
        return [
            complaint
            for path in sorted(fresh.glob("*.ts"))
            for complaint in _compare(path, folder / path.name, fresh / f"{path.stem}.qm", folder / f"{path.stem}.qm")
        ]


def read_messages(path: Path) -> Iterator[Message]:
    """The messages of a .ts file, which is our own and trusted."""
    for context in ET.parse(path).getroot().iter("context"):  # noqa: S314
        for message in context.iter("message"):
            key = (context.findtext("name", ""), message.findtext("source", ""), message.findtext("comment", ""))
            translation = message.find("translation")
            if translation is None:
                continue
            forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
            yield Message(key, tuple(forms), translation.get("type", ""))


def _compare(fresh_ts: Path, ts: Path, fresh_qm: Path, qm: Path) -> list[str]:
    wanted = {message.key for message in read_messages(fresh_ts)}
    if not ts.exists():
        return [f"{ts.name}: missing; run `python tools/translations.py update`"]
    present = {message.key: message for message in read_messages(ts)}
    complaints = [f"{ts.name}: not extracted yet: {_named(key)}" for key in sorted(wanted - present.keys())]
    complaints += [f"{ts.name}: no longer used: {_named(key)}" for key in sorted(present.keys() - wanted)]
    complaints += [f"{ts.name}: {problem}" for message in present.values() for problem in _problems(message)]
    if not qm.exists() or qm.read_bytes() != fresh_qm.read_bytes():
        complaints.append(f"{qm.name}: not compiled from {ts.name}; run `python tools/translations.py compile`")
    return complaints


def _problems(message: Message) -> Iterator[str]:
    if message.state:
        yield f"{message.state}: {_named(message.key)}"
    for text in message.translations:
        if not text and not message.state:
            yield f"empty: {_named(message.key)}"
        elif text and _placeholders(text) != _placeholders(message.key[1]):
            yield f"placeholders differ: {_named(message.key)}"


def _placeholders(text: str) -> set[str]:
    """``{name}``, ``%1`` and argparse's ``%(name)s`` fields; a plural form may do without its number (``a photo``)."""
    return set(re.findall(r"\{\w*\}|%\d|%(?:\(\w+\))?[sr]", text))


def _named(key: Key) -> str:
    return f"{key[0]}: {key[1]!r}" + (f" ({key[2]})" if key[2] else "")


def _run(tool: str, arguments: list[str], folder: Path) -> None:
    # As a module of PySide6: the scripts are not always on the PATH.
    program = [sys.executable, "-c", f"from PySide6.scripts.pyside_tool import {tool}; {tool}()"]
    done = subprocess.run([*program, *arguments], cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise ToolError(f"{tool} failed with {done.returncode}: {done.stdout}{done.stderr}")


if __name__ == "__main__":
    raise SystemExit(main())
