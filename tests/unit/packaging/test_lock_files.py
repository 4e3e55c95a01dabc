"""Lock files hold exact pins only, and the ones shipped are readable and agree with pyproject.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packaging.requirements import Requirement
from photosearch_setup.lock_files import Pin, normalised, parse_pins, read_pins

PROJECT = Path(__file__).resolve().parents[3]
REQUIREMENTS = PROJECT / "packaging" / "requirements"
LOCKS = ("app", "chinese-clip", "torch", "beside-torch", "dev")


def test_comments_and_empty_lines_are_passed_over() -> None:
    assert parse_pins("# why\n\nnumpy==2.4.6\n") == (Pin("numpy", "2.4.6"),)


def test_a_pin_that_no_wheel_is_published_for_is_left_out_there() -> None:
    text = 'pylibjxl==0.5.0 ; platform_machine != "aarch64"\n'
    assert parse_pins(text, "linux", "aarch64") == ()
    assert [pin.requirement for pin in parse_pins(text, "darwin", "arm64")] == ["pylibjxl==0.5.0"]


def test_a_pin_for_another_platform_is_left_out() -> None:
    text = 'colorama==0.4.6 ; sys_platform == "win32"\n'
    assert parse_pins(text, "linux") == ()
    assert parse_pins(text, "win32") == (Pin("colorama", "0.4.6"),)


@pytest.mark.parametrize("line", ["numpy", "numpy>=2", "numpy==", "-r other.txt", "numpy==1 ; python_version > '3'"])
def test_anything_but_an_exact_pin_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="not an exact pin"):
        parse_pins(line)


@given(st.from_regex(r"[A-Za-z][A-Za-z0-9._-]{0,20}[A-Za-z0-9]", fullmatch=True))
def test_spelling_does_not_tell_names_apart(name: str) -> None:
    assert normalised(name.replace("_", "-").upper()) == normalised(name)
    assert normalised(normalised(name)) == normalised(name)


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
@pytest.mark.parametrize("lock", LOCKS)
def test_shipped_locks_pin_each_package_once(lock: str, platform: str) -> None:
    keys = [pin.key for pin in parse_pins((REQUIREMENTS / f"{lock}.txt").read_text(encoding="utf-8"), platform)]
    assert keys
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("group", "locks"),
    [
        ("app", ("app",)),
        ("dev", ("dev",)),
        ("chinese-clip", ("chinese-clip",)),
        ("torch", ("torch", "beside-torch")),
    ],
)
def test_every_declared_dependency_is_locked_within_its_range(group: str, locks: tuple[str, ...]) -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = project["dependencies"] if group == "app" else project["optional-dependencies"][group]
    pinned = {pin.key: pin.version for lock in locks for pin in read_pins(REQUIREMENTS, lock)}
    for text in declared:
        requirement = Requirement(text)
        assert requirement.specifier.contains(pinned[normalised(requirement.name)]), text


def test_what_two_locks_pin_is_the_same_version() -> None:
    versions: dict[str, set[str]] = {}
    for lock in LOCKS:
        for pin in read_pins(REQUIREMENTS, lock):
            versions.setdefault(pin.key, set()).add(pin.version)
    assert {key: found for key, found in versions.items() if len(found) > 1} == {}
