"""The environment's bookkeeping: what is missing, what was noted, which variables child processes see."""

from __future__ import annotations

import pytest

from photosearch_setup.environment import Environment, fingerprint, quiet_variables
from photosearch_setup.lock_files import Pin


@pytest.fixture
def environment(tmp_path_factory: pytest.TempPathFactory) -> Environment:
    made = Environment(tmp_path_factory.mktemp("venv"))
    made.site_packages.mkdir(parents=True)
    return made


def _pretend_installed(environment: Environment, name: str, version: str) -> None:
    info = environment.site_packages / f"{name}-{version}.dist-info"
    info.mkdir()
    (info / "RECORD").write_text(f"{info.name}/RECORD,,\n", encoding="utf-8")


def test_what_is_not_there_or_at_another_version_is_missing(environment: Environment) -> None:
    _pretend_installed(environment, "numpy", "2.4.6")
    _pretend_installed(environment, "pillow", "12.0.0")
    pins = [Pin("NumPy", "2.4.6"), Pin("pillow", "13.0.0"), Pin("rawpy", "0.28.0")]
    assert environment.missing(pins) == pins[1:]


def test_a_build_label_is_no_other_version(environment: Environment) -> None:
    _pretend_installed(environment, "torch", "2.13.0+cpu")
    assert environment.missing([Pin("torch", "2.13.0")]) == []


def test_notes_are_kept_together(environment: Environment) -> None:
    environment.note({"a": 1})
    environment.note({"b": 2})
    assert environment.stamp() == {"a": 1, "b": 2}


@pytest.mark.parametrize("content", ["", "{", "[]"])
def test_a_damaged_stamp_counts_as_none(environment: Environment, content: str) -> None:
    (environment.folder / "photosearch-stamp.json").write_text(content)
    assert environment.stamp() == {}


def test_a_fingerprint_follows_every_part() -> None:
    assert fingerprint("a", "b") == fingerprint("a", "b")
    assert len({fingerprint("a", "b"), fingerprint("ab", ""), fingerprint("b", "a")}) == 3


def test_other_environments_do_not_shine_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    variables = quiet_variables()
    assert "PYTHONPATH" not in variables
    assert variables["PYTHONUTF8"] == "1"
