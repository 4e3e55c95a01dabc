"""A known vulnerability fails the gate; a database that cannot be asked does not."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import cast

import pytest

from photosearch_setup.advisories import accepted_advisories, all_pins, main
from photosearch_setup.lock_files import Pin

PROJECT = Path(__file__).resolve().parents[3]


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        database = cast("Database", self.server)
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        database.asked = [(query["package"]["name"], query["version"]) for query in asked["queries"]]
        results = [{"vulns": [{"id": name} for name in database.known.get(pin, ())]} for pin in database.asked]
        self.send_response(200)
        self.end_headers()
        self.wfile.write(database.raw or json.dumps({"results": results}).encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that http.server uses
        """Silence."""


class Database(HTTPServer):
    """Answers as osv.dev does: in the order of the questions, ``{}`` where nothing is known."""

    known: dict[tuple[str, str], list[str]]
    asked: list[tuple[str, str]]
    raw: bytes = b""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1/querybatch"


@pytest.fixture
def database() -> Iterator[Database]:
    made = Database(("127.0.0.1", 0), _Handler)
    made.known, made.asked = {("pillow", "1.0"): ["GHSA-a", "PYSEC-b"]}, []
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield made
    made.shutdown()
    made.server_close()
    thread.join()


@pytest.fixture
def requirements(tmp_path: Path) -> Path:
    texts = {"app": 'pillow==1.0\ncolorama==2 ; sys_platform == "win32"\n', "dev": "pillow==1.0\nruff==3\n"}
    for name in ("app", "chinese-clip", "torch", "beside-torch", "dev", "accepted"):
        (tmp_path / f"{name}.txt").write_text(texts.get(name, ""))
    return tmp_path


def test_every_pin_of_every_platform_is_looked_up_in_one_request(database: Database, requirements: Path) -> None:
    main(database.address, requirements)
    assert database.asked == [("pillow", "1.0"), ("colorama", "2"), ("ruff", "3")]


def test_a_known_vulnerability_fails_and_is_named(
    database: Database, requirements: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(database.address, requirements) == 1
    assert "pillow==1.0 has known vulnerabilities: GHSA-a, PYSEC-b" in capsys.readouterr().out


def test_accepted_ones_pass_and_the_others_still_fail(database: Database, requirements: Path) -> None:
    (requirements / "accepted.txt").write_text("# why\nGHSA-a only in a decoder that is not built in\n")
    assert main(database.address, requirements) == 1
    (requirements / "accepted.txt").write_text("GHSA-a not reached\nPYSEC-b not reached\n")
    assert main(database.address, requirements) == 0


@pytest.mark.parametrize("raw", [b"<html>", b"[]", b'{"results": []}', b'{"results": [1, 2, 3]}'])
def test_an_answer_of_another_kind_is_said_and_passes(
    database: Database, requirements: Path, raw: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    database.raw = raw
    assert main(database.address, requirements) == 0
    assert "could not look" in capsys.readouterr().out


def test_offline_is_said_and_passes(requirements: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main("http://127.0.0.1:9/", requirements) == 0
    assert "could not look" in capsys.readouterr().out


def test_accepting_needs_a_reason() -> None:
    with pytest.raises(ValueError, match="GHSA-a"):
        accepted_advisories("GHSA-a\n")


def test_the_shipped_files_can_be_read() -> None:
    folder = PROJECT / "packaging" / "requirements"
    pins = all_pins(folder)
    assert Pin("pillow", next(pin.version for pin in pins if pin.name == "pillow")) in pins
    assert len(pins) > 50
    accepted_advisories((folder / "accepted.txt").read_text(encoding="utf-8"))
