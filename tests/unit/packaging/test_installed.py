"""A distribution counts only when all of its files are there; damaged ones are forgotten so that they come back."""

from __future__ import annotations

from pathlib import Path

import pytest

from photosearch_setup.installed import forget_damaged, leave_out, whole_distributions


@pytest.fixture
def site_packages(tmp_path: Path) -> Path:
    _install(tmp_path, "Some_Package", "1.2.0", ["some_package/__init__.py", "../bin/some"])
    (tmp_path / "site" / "../bin").mkdir()
    (tmp_path / "bin" / "some").write_text("")
    return tmp_path / "site"


def _install(base: Path, name: str, version: str, files: list[str]) -> None:
    site = base / "site"
    info = site / f"{name}-{version}.dist-info"
    info.mkdir(parents=True)
    for file in files:
        if not file.startswith(".."):
            (site / file).parent.mkdir(parents=True, exist_ok=True)
            (site / file).write_text("")
    rows = [f"{file},sha256=x,0" for file in [*files, "some_package/__pycache__/__init__.cpython-311.pyc"]]
    (info / "RECORD").write_text("\n".join(rows) + "\n", encoding="utf-8")


def test_a_whole_distribution_is_there_and_byte_code_does_not_matter(site_packages: Path) -> None:
    assert whole_distributions(site_packages) == {"some-package": "1.2.0"}
    assert forget_damaged(site_packages) == ()


@pytest.mark.parametrize("lost", ["some_package/__init__.py", "../bin/some", "Some_Package-1.2.0.dist-info/RECORD"])
def test_a_lost_file_makes_it_not_there(site_packages: Path, lost: str) -> None:
    (site_packages / lost).unlink()
    assert whole_distributions(site_packages) == {}
    assert forget_damaged(site_packages) == ("some-package",)
    assert not list(site_packages.glob("*.dist-info"))


def test_what_is_left_out_is_gone_and_the_rest_counts_as_whole(tmp_path: Path) -> None:
    _install(tmp_path, "torch", "2.13.0", ["torch/__init__.py", "torch/test/atest", "torch/testing.py"])
    _install(tmp_path, "other", "1.0", ["torch/test_of_another"])
    for _ in range(2):
        leave_out(tmp_path / "site", "torch", ("torch/test/", "torch/test_"))
        assert whole_distributions(tmp_path / "site") == {"torch": "2.13.0", "other": "1.0"}
    left = {path.name for path in (tmp_path / "site" / "torch").iterdir() if path.is_file()}
    assert left == {"__init__.py", "testing.py", "test_of_another"}
    assert not (tmp_path / "site" / "torch" / "test" / "atest").exists()


def test_a_damaged_one_stays_as_it_is(tmp_path: Path) -> None:
    _install(tmp_path, "torch", "2.13.0", ["torch/__init__.py", "torch/test/atest"])
    (tmp_path / "site" / "torch" / "__init__.py").unlink()
    leave_out(tmp_path / "site", "torch", ("torch/test/",))
    assert (tmp_path / "site" / "torch" / "test" / "atest").exists()


def test_an_environment_without_packages_has_none(tmp_path: Path) -> None:
    assert whole_distributions(tmp_path / "nowhere") == {}
