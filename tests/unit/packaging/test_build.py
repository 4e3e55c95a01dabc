"""What the installers are made of, and what the one for Linux does to a home folder."""

from __future__ import annotations

import configparser
import importlib.metadata
import os
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from photosearch_build import icons, licences, linux, macos, windows
from photosearch_build.frozen import Frozen, carry_out, prove, version_of
from photosearch_setup.console import SetupError

PROJECT = Path(__file__).resolve().parents[3]
_ON_UNIX = pytest.mark.skipif(sys.platform == "win32", reason="a shell script of Linux")


@pytest.fixture
def frozen(tmp_path: Path) -> Frozen:
    """A program that only says its name, laid out as PyInstaller lays one out."""
    folder = tmp_path / "frozen" / "photosearch"
    (folder / "_internal").mkdir(parents=True)
    program = folder / "photosearch"
    program.write_text("#!/bin/sh\necho photosearch one\n")
    program.chmod(0o755)
    drawn = tmp_path / "icons"
    drawn.mkdir()
    for size_px in (16, 128):
        Image.new("RGBA", (size_px, size_px)).save(drawn / f"{size_px}.png")
    text = tmp_path / "LICENCES.txt"
    text.write_text("all of them")
    return Frozen(folder, "1.2", drawn, text, PROJECT)


def unpacked(frozen: Frozen, place: Path) -> Path:
    place.mkdir()
    with tarfile.open(linux.pack_archive(frozen, place)) as tar:
        assert {(member.uid, member.uname) for member in tar} == {(0, "root")}
        tar.extractall(place, filter="data")
    (folder,) = (path for path in place.iterdir() if path.is_dir())
    return folder


def run(script: Path, home: Path) -> str:
    environment = {"HOME": str(home), "PATH": os.environ["PATH"]}
    answer = subprocess.run(["sh", script], env=environment, capture_output=True, text=True, check=True, timeout=60)
    return answer.stdout


@_ON_UNIX
def test_installing_upgrading_and_removing_leave_the_library(frozen: Frozen, tmp_path: Path) -> None:
    home = tmp_path / "home of 明"
    library = home / ".local/share/photosearch/photosearch.db"
    library.parent.mkdir(parents=True)
    library.write_text("everything")
    folder = unpacked(frozen, tmp_path / "first")
    assert "photosearch is installed" in run(folder / "install.sh", home)
    command = home / ".local/bin/photosearch"
    assert subprocess.check_output([command], text=True) == "photosearch one\n"
    entry = configparser.ConfigParser(interpolation=None, strict=False)
    entry.read(home / ".local/share/applications/photosearch.desktop", encoding="utf-8")
    program = home / ".local/opt/photosearch/photosearch"
    assert entry["Desktop Entry"]["Exec"] == f'"{program}" window'
    assert entry["Desktop Action similar"]["Exec"] == f'"{program}" window --like %f'
    assert (home / ".local/share/icons/hicolor/128x128/apps/photosearch.png").is_file()

    (frozen.folder / "photosearch").write_text("#!/bin/sh\necho photosearch two\n")
    left_over = home / ".local/opt/photosearch/of-the-old-one"
    left_over.write_text("")
    run(unpacked(frozen, tmp_path / "second") / "install.sh", home)
    assert subprocess.check_output([command], text=True) == "photosearch two\n"
    assert not left_over.exists()

    said = run(home / ".local/opt/photosearch/uninstall.sh", home)
    assert str(library.parent) in said
    assert library.read_text() == "everything"
    left = [path.relative_to(home).as_posix() for path in home.rglob("*") if not path.is_dir()]
    assert left == [".local/share/photosearch/photosearch.db"]


@_ON_UNIX
def test_the_deb_has_the_program_its_entry_and_its_licences(frozen: Frozen, tmp_path: Path) -> None:
    tree = tmp_path / "deb"
    linux.lay_out_deb(frozen, tree, "amd64")
    control = (tree / "DEBIAN/control").read_text(encoding="utf-8")
    assert "Version: 1.2\nArchitecture: amd64\n" in control
    assert (tree / "usr/bin/photosearch").readlink() == Path("/opt/photosearch/photosearch")
    assert (tree / "opt/photosearch/photosearch").is_file()
    assert (tree / "usr/share/doc/photosearch/copyright").read_text() == "all of them"
    assert {path.stat().st_mode & 0o777 for path in tree.rglob("*") if path.is_dir()} == {0o755}


def test_licences_are_told_with_their_texts() -> None:
    text = licences.text_of([importlib.metadata.distribution(name) for name in ("pillow", "SQLAlchemy")])
    assert f"pillow {importlib.metadata.version('pillow')}: " in text.replace("Pillow", "pillow")
    assert "Permission to use, copy, modify and distribute this software" in " ".join(text.split())
    assert f"SQLAlchemy {importlib.metadata.version('SQLAlchemy')}: " in text


def test_the_icon_is_drawn_for_every_system(qtbot: QtBot, tmp_path: Path) -> None:
    del qtbot
    icons.main(PROJECT / "resources/icons/app.svg", tmp_path)
    with Image.open(tmp_path / "app.ico") as icon:
        assert icon.info["sizes"] >= {(16, 16), (256, 256)}
    with Image.open(tmp_path / "app.icns") as icon:
        assert icon.format == "ICNS"
    with Image.open(tmp_path / "48.png") as drawn:
        assert drawn.size == (48, 48)
        assert drawn.getchannel("A").getextrema() == (0, 255)


def test_a_mac_app_is_notarised_only_with_keys(tmp_path: Path) -> None:
    app, image = tmp_path / "photosearch.app", tmp_path / "photosearch.dmg"
    plain = macos.commands(app, image, {})
    assert [command[0] for command in plain] == ["codesign", "hdiutil"]
    assert plain[0][plain[0].index("--sign") + 1] == "-"
    keys = {"PHOTOSEARCH_SIGN_AS": "Developer ID Application: Ming", "PHOTOSEARCH_NOTARY_PROFILE": "ming"}
    signed = macos.commands(app, image, keys)
    assert signed[0][signed[0].index("--sign") + 1] == "Developer ID Application: Ming"
    assert [command[1] for command in signed[2:]] == ["notarytool", "stapler"]


def test_the_windows_installer_is_given_all_that_its_script_asks_for(frozen: Frozen, tmp_path: Path) -> None:
    command = windows.command(frozen, tmp_path)
    script = Path(command[-1]).read_text(encoding="utf-8")
    given = {argument[2:].partition("=")[0] for argument in command if argument.startswith("/D")}
    asked = {part.partition("}")[0] for part in script.split("{#")[1:]}
    assert asked == given


def test_a_tool_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="Packing failed") as told:
        carry_out(["no-such-tool-of-ours"], "Packing", tmp_path / "log")
    assert "no-such-tool-of-ours" in told.value.why
    with pytest.raises(SetupError) as told:
        carry_out([sys.executable, "-c", "raise SystemExit('out of room')"], "Packing", tmp_path / "log")
    assert told.value.why == "out of room"


def test_the_version_is_the_projects() -> None:
    answer = subprocess.check_output([sys.executable, "-m", "photosearch", "--version"], text=True, cwd=PROJECT)
    assert answer.split() == ["photosearch", version_of(PROJECT)]


def test_a_built_program_is_used_before_it_is_packed(tmp_path: Path) -> None:
    Image.new("RGB", (300, 300), "red").save(tmp_path / "red.png")
    prove([sys.executable, "-m", "photosearch"], tmp_path / "red.png", tmp_path / "log")
    lacking = "import sys; sys.exit('No module named photosearch.cli.search' if 'search' in sys.argv else 0)"
    with pytest.raises(SetupError, match="photosearch search failed") as told:
        prove([sys.executable, "-c", lacking], tmp_path / "red.png", tmp_path / "log")
    assert "photosearch.cli.search" in told.value.why
