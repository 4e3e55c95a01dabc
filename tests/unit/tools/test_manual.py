"""The man page says what the parser says."""

from __future__ import annotations

import re

from photosearch.cli.main import COMMANDS
from tools import manual


def test_the_page_that_is_shipped_is_of_this_parser() -> None:
    assert manual.PAGE.read_text(encoding="utf-8") == manual.text(), "run `python -m tools.manual`"


def test_every_command_has_its_section() -> None:
    page = manual.text()
    told = {match.split()[0] for match in re.findall(r"^\.SS (.+)$", page, re.MULTILINE)}
    assert told == {*COMMANDS, "window"}
    assert r"\fB\-\-sort\fR \fIrelevance|recent|newest|oldest|added\fR" in page


def test_no_line_is_a_request_by_chance() -> None:
    requests = {line.split()[0] for line in manual.text().splitlines() if line[:1] in (".", "'")}
    assert requests == {".TH", ".SH", ".SS", ".TP", ".B"}


def test_a_text_that_looks_like_a_request_is_text() -> None:
    assert manual.escaped(".nomedia") == r"\&.nomedia"
    assert manual.escaped(r"C:\x --all") == r"C:\ex \-\-all"
