"""The gate: the tests come last, and the summary names what failed."""

from __future__ import annotations

from pathlib import Path

from photosearch_setup.gate import Outcome, checks, summary

PROJECT = Path(__file__).resolve().parents[3]


def test_the_tests_come_last() -> None:
    assert checks(2)[-1].name == "tests"


def test_one_processor_runs_the_tests_in_one_process() -> None:
    assert "-n" not in checks(1)[-1].arguments
    assert "-n" in checks(2)[-1].arguments


def test_the_summary_names_the_failures() -> None:
    outcomes = [Outcome("lint", True, 1.0), Outcome("types", False, 2.4), Outcome("tests", False, 3.0)]
    assert summary(outcomes) == "Gate FAILED in 6 s: types, tests"
    assert summary(outcomes[:1]) == "Gate passed: 1 checks in 1 s"


def test_scripts_that_the_gate_runs_are_there() -> None:
    scripts = [check.arguments[0] for check in checks(2) if check.arguments[0].endswith(".py")]
    assert all((PROJECT / script).is_file() for script in scripts)
