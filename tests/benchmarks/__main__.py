"""`python -m tests.benchmarks [--quick] [--only NAME] [--json FILE]`: how fast it is, each figure beside a baseline.

Each benchmark runs in a process of its own, so that memory, threads and a failure of one concern no other.
"""

from __future__ import annotations

import argparse
import dataclasses
import importlib
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.benchmarks import machine
from tests.benchmarks.plan import Plan
from tests.benchmarks.table import lines

BENCHMARKS = (
    "machine",
    "decode_jpeg",
    "encode_images",
    "chinese_clip",
    "encode_on_gpu",
    "end_to_end",
    "query",
    "query_by_names",
    "query_while_adding",
    "index_upkeep",
    "rescan",
    "start_up",
    "window",
    "memory",
)


def main() -> int:
    """Measure, print and write; 1 when a benchmark failed."""
    arguments = _arguments()
    if arguments.inside:
        return _measure_one(arguments.only[0], Plan(arguments.folder, arguments.quick), arguments.json)
    begin_s = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as temporary:
        folder = arguments.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        results = [_in_process(name, folder, Path(temporary), arguments) for name in arguments.only or BENCHMARKS]
    report = {
        "machine": machine.describe(),
        "is_quick": arguments.quick,
        "took_s": round(time.monotonic() - begin_s),
        "figures": [figure for result in results for figure in result or ()],
    }
    print("\n".join(lines(report)))
    if arguments.json is not None:
        arguments.json.write_text(json.dumps(report, indent=1), encoding="utf-8")
    return 0 if all(result is not None for result in results) else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds, no library of a million: under 3 minutes")
    parser.add_argument("--only", action="append", choices=BENCHMARKS, help="only this one; may be repeated")
    parser.add_argument("--json", type=Path, help="write everything to this file too")
    parser.add_argument("--folder", type=Path, help="keep the libraries here for the next run")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def _in_process(name: str, folder: Path, temporary: Path, arguments: argparse.Namespace) -> list[dict[str, Any]] | None:
    result = temporary / f"{name}.json"
    command = [sys.executable, "-m", "tests.benchmarks", "--inside", "--only", name]
    command += ["--json", str(result), "--folder", str(folder)]
    if arguments.quick:
        command.append("--quick")
    begin_s = time.monotonic()
    done = subprocess.run(command, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"}, check=False)
    print(f"{name}: {time.monotonic() - begin_s:.0f} s", file=sys.stderr)
    if done.returncode != 0:
        return None
    figures: list[dict[str, Any]] = json.loads(result.read_text(encoding="utf-8"))
    return figures


def _measure_one(name: str, plan: Plan, target: Path) -> int:
    module = importlib.import_module(f"tests.benchmarks.{name}")
    figures = [
        dataclasses.asdict(figure) | {"benchmark": name, "ratio": figure.ratio, "load": machine.describe()["load"]}
        for figure in module.run(plan)
    ]
    target.write_text(json.dumps(figures), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
