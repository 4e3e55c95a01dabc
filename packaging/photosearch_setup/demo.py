"""Shows photosearch at work: indexes a folder, asks it by words and by picture, then opens the window."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from photosearch_setup.console import SetupError, say, step
from photosearch_setup.demo_table import REQUIRED_RIGHT, DemoQuery, is_good_enough, read_queries, rows_of, table, total
from photosearch_setup.environment import Environment, fingerprint, quiet_variables

_DONE, _SOME_FILES_FAILED = 0, 1


def has_display(system: str, variables: Mapping[str, str]) -> bool:
    """Whether a window can be shown (``system`` as in ``sys.platform``)."""
    if variables.get("QT_QPA_PLATFORM") in ("offscreen", "minimal"):
        return False
    if system in ("win32", "darwin"):
        return "SSH_CONNECTION" not in variables
    return bool(variables.get("DISPLAY") or variables.get("WAYLAND_DISPLAY"))


class Demo:
    """One library of its own, below ``.venv``, for one folder: nothing of the user's own library is touched."""

    def __init__(self, environment: Environment, folder: Path) -> None:
        self._python = environment.python
        self._folder = folder
        self.home = environment.folder / "demo-home" / fingerprint(str(folder))

    @property
    def variables(self) -> dict[str, str]:
        """The environment variables for the app."""
        return {**quiet_variables(), "PHOTOSEARCH_HOME": str(self.home)}

    def add(self, *, may_have_bad_files: bool) -> None:
        """Indexes the folder; returns when all of it is searchable.

        Raises:
            SetupError: it cannot be indexed.
        """
        status = self.call("add", str(self._folder))
        if status == _SOME_FILES_FAILED and may_have_bad_files:
            say("   some files could not be used: `photosearch problems` lists them")
        elif status != _DONE:
            raise self._failure(f"photosearch add ended with status {status}")

    def show_hits(self, title: str, *arguments: str) -> list[dict[str, Any]]:
        """Prints the hits of one command-line query, with scores, and says which of them merely may fit."""
        answer = self._ask(*arguments)
        say(f"\n{title}   [{answer['encoder']}, {answer['took_ms']:.0f} ms]")
        for hit in answer["hits"]:
            perhaps = "" if hit["match"] == "strong" else "   (perhaps)"
            say(f"  {hit['rank']:>2}  {hit['score']:.3f}  {Path(hit['path']).name}{perhaps}")
        hits: list[dict[str, Any]] = answer["hits"]
        if not hits:
            say("  nothing found")
        return hits

    def answers(self, queries: Sequence[DemoQuery]) -> list[dict[str, Any]]:
        """The first hits of every query."""
        script = Path(__file__).with_name("demo_answers.py")
        text = json.dumps([query.query for query in queries])
        answer = subprocess.run(
            [self._python, script],
            input=text,
            env=self.variables,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
        if answer.returncode:
            raise self._failure("the demo queries could not be asked")
        answers: list[dict[str, Any]] = json.loads(answer.stdout)
        return answers

    def call(self, *arguments: str, **variables: str) -> int:
        """Runs the app with its output on this terminal."""
        command = [str(self._python), "-m", "photosearch", *arguments]
        return subprocess.call(command, env={**self.variables, **variables})

    def _ask(self, *arguments: str) -> dict[str, Any]:
        command = [str(self._python), "-m", "photosearch", *arguments, "--json"]
        answer = subprocess.run(command, env=self.variables, stdout=subprocess.PIPE, encoding="utf-8", check=False)
        if answer.returncode:
            raise self._failure(f"photosearch {arguments[0]} ended with status {answer.returncode}")
        answered: dict[str, Any] = json.loads(answer.stdout)
        return answered

    def _failure(self, why: str) -> SetupError:
        return SetupError("The demo failed.", why, f"read the messages above and the log in {self.home / 'logs'}")


def run_demo(environment: Environment, project: Path, folder: Path, *, is_own_folder: bool) -> int:
    """The whole demo; 0 when everything worked and, over the demo photos, enough hits are right.

    Raises:
        SetupError: a part of it failed.
    """
    demo = Demo(environment, folder)
    with step(f"Indexing the photos in {folder}"):
        demo.add(may_have_bad_files=is_own_folder)
    cats = demo.show_hits("In Chinese: 猫", "search", "--top", "5", "猫")
    demo.show_hits("In English: a red motorcycle", "search", "--top", "5", "a red motorcycle")
    for best in cats[:1]:
        demo.show_hits(f"By photo, like {Path(best['path']).name}", "similar", "--top", "5", best["path"])
    queries = read_queries(project / "packaging" / "demo_queries.json")
    rows = rows_of(queries, demo.answers(queries))
    say(f"\n{table(rows, has_verdict=not is_own_folder)}\n")
    if not is_own_folder:
        say(f"{total(rows)}\n")
    _show_window(demo, project)
    if is_own_folder or is_good_enough(rows):
        return 0
    say(f"Fewer than {REQUIRED_RIGHT} queries of one language found a right photo first.")
    return 1


def _show_window(demo: Demo, project: Path) -> None:
    if has_display(sys.platform, os.environ):
        say("Opening the window; close it to end the demo.")
        status = demo.call("window", "--query", "猫")
        picture = None
    else:
        picture = project / "build" / "demo-window.png"
        picture.parent.mkdir(exist_ok=True)
        picture.unlink(missing_ok=True)
        status = demo.call("window", "--query", "猫", "--screenshot", str(picture), QT_QPA_PLATFORM="offscreen")
    if status or (picture is not None and not picture.exists()):
        raise SetupError(
            "The window could not be shown.",
            f"it ended with status {status}",
            "read the messages above; on Linux, Qt's system libraries may be missing",
        )
    if picture is not None:
        say(f"There is no display here: the window is drawn in {picture}")
