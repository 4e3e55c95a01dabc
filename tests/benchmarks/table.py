"""The report as lines of Markdown: for the terminal and for docs/performance.md alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def lines(report: Mapping[str, Any]) -> list[str]:
    """A line on the machine, then the table."""
    machine = report["machine"]
    about = f"{machine['processor']}, {machine['cores']} cores, {machine['system']}, Python {machine['python']}"
    mode = "quick" if report["is_quick"] else "full"
    return [
        about,
        f"{mode} run of {report['took_s']} s; load average at its end {' '.join(map(str, machine['load']))}",
        "",
        "| what | median | 5 % to 95 % | baseline of the same run | ratio | goal |",
        "|---|---|---|---|---|---|",
        *(_row(figure) for figure in report["figures"]),
    ]


def _row(figure: Mapping[str, Any]) -> str:
    unit = figure["unit"]
    baseline = ratio = ""
    if figure["baseline_median"] is not None:
        baseline = f"{figure['baseline']}: {_number(figure['baseline_median'])} {unit}"
        ratio = f"{_number(figure['ratio'])}x"
    spread = f"{_number(figure['low'])} to {_number(figure['high'])}" if figure["rounds"] > 1 else ""
    name = f"{figure['name']} ({figure['note']})" if figure["note"] else figure["name"]
    return f"| {name} | {_number(figure['median'])} {unit} | {spread} | {baseline} | {ratio} | {figure['goal']} |"


def _number(value: float) -> str:
    """Three significant digits."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
