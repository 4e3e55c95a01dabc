"""Asks the OSV database (osv.dev) whether a pinned version has a known vulnerability: one request for all of them.

Without a connection it says that it could not look and passes: nobody has to be online to work on this. An advisory
that does not touch photosearch is accepted by its id, with the reason, in ``packaging/requirements/accepted.txt``.
"""

from __future__ import annotations

import http.client
import json
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path

from photosearch_setup.console import say
from photosearch_setup.lock_files import Pin, parse_pins

ADDRESS = "https://api.osv.dev/v1/querybatch"
_REQUIREMENTS = Path(__file__).resolve().parents[1] / "requirements"
_LOCKS = ("app", "chinese-clip", "torch", "beside-torch", "dev")
_PLATFORMS = ("linux", "darwin", "win32")
_TIMEOUT_S = 10.0
_LARGEST_ANSWER_BYTES = 10_000_000


def main(address: str = ADDRESS, requirements: Path = _REQUIREMENTS) -> int:
    """Look, and say what was found; 1 when there is a vulnerability that nobody accepted."""
    pins = all_pins(requirements)
    try:
        found = known_vulnerabilities(pins, address)
    except (OSError, http.client.HTTPException, ValueError) as error:
        say(f"could not look for known vulnerabilities ({type(error).__name__}: {error}): passed without")
        return 0
    accepted = accepted_advisories((requirements / "accepted.txt").read_text(encoding="utf-8"))
    open_ones = {pin: left for pin, ids in found.items() if (left := [name for name in ids if name not in accepted])}
    for pin, ids in open_ones.items():
        say(f"{pin.requirement} has known vulnerabilities: {', '.join(ids)} (osv.dev/vulnerability/{ids[0]})")
    say(f"{len(pins)} pinned packages looked up, {len(open_ones)} with known vulnerabilities")
    return 1 if open_ones else 0


def all_pins(requirements: Path) -> tuple[Pin, ...]:
    """Every pin of every lock file, for every platform, once."""
    texts = [(requirements / f"{lock}.txt").read_text(encoding="utf-8") for lock in _LOCKS]
    return tuple(dict.fromkeys(pin for text in texts for system in _PLATFORMS for pin in parse_pins(text, system)))


def accepted_advisories(text: str) -> dict[str, str]:
    """Id -> why it does no harm here; a line each, ``#`` begins a comment.

    Raises:
        ValueError: an id without a reason.
    """
    lines = [line.split("#", 1)[0].strip() for line in text.splitlines()]
    accepted = dict(line.partition(" ")[::2] for line in lines if line)
    if bare := [name for name, reason in accepted.items() if not reason.strip()]:
        raise ValueError(f"accepted without a reason: {', '.join(bare)}")
    return accepted


def known_vulnerabilities(pins: Sequence[Pin], address: str) -> Mapping[Pin, list[str]]:
    """The pins that have some, with the ids of their advisories.

    Raises:
        OSError, http.client.HTTPException: the database cannot be reached.
        ValueError: it gives no answer of the known form.
    """
    queries = [{"package": {"ecosystem": "PyPI", "name": pin.name}, "version": pin.version} for pin in pins]
    request = urllib.request.Request(  # noqa: S310 - the address is ours
        address, json.dumps({"queries": queries}).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=_TIMEOUT_S) as response:  # noqa: S310
        answer = json.loads(response.read(_LARGEST_ANSWER_BYTES))
    try:
        ids = [[str(entry["id"]) for entry in result.get("vulns") or []] for result in answer["results"]]
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError("the database answers with something else") from error
    return {pin: names for pin, names in zip(pins, ids, strict=True) if names}
