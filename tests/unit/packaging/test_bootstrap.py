"""The file that every Python must be able to read: which Pythons fit, and what the others are told."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import bootstrap

BOOTSTRAP = Path(bootstrap.__file__)


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13)])
def test_the_supported_versions_fit(version: tuple[int, int]) -> None:
    assert bootstrap.is_supported(version)


@pytest.mark.parametrize("version", [(2, 7), (3, 10), (3, 14), (4, 0)])
def test_other_versions_do_not_fit(version: tuple[int, int]) -> None:
    assert not bootstrap.is_supported(version)


def test_the_refusal_says_what_is_wrong_and_what_to_do() -> None:
    sentence = bootstrap.refusal((3, 9))
    assert "Python 3.9" in sentence
    assert "3.11, 3.12 or 3.13" in sentence
    assert "Install" in sentence


def test_an_old_python_can_read_the_file() -> None:
    ast.parse(BOOTSTRAP.read_text(encoding="utf-8"), feature_version=(3, 7))


def test_windows_is_asked_through_its_launcher_too() -> None:
    assert ["py", "-3.12"] in bootstrap.candidate_commands("win32")
    assert all(command[0] != "py" for command in bootstrap.candidate_commands("linux"))


def test_a_command_that_is_not_there_is_no_python() -> None:
    assert not bootstrap.starts_supported_python(["no-such-python-anywhere"])


def test_this_python_is_recognised_by_running_it() -> None:
    assert bootstrap.starts_supported_python([sys.executable])


def test_a_command_that_fails_is_no_python() -> None:
    assert not bootstrap.starts_supported_python([sys.executable, "-c", "raise SystemExit(1)"])


def test_a_command_that_answers_nonsense_is_no_python() -> None:
    assert not bootstrap.starts_supported_python([sys.executable, "-c", "print('hello')"])


def test_without_a_command_the_usage_is_shown() -> None:
    environment = {**os.environ, "PYTHONUTF8": "1"}
    answer = subprocess.run(
        [sys.executable, BOOTSTRAP], capture_output=True, encoding="utf-8", env=environment, check=False
    )
    assert answer.returncode == 2
    assert "COMMAND" in answer.stderr
