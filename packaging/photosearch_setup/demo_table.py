"""The demo's table: each query, the photos that answer it, what came first and whether that is right."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_LANGUAGES = {"zh": "Chinese", "en": "English"}
REQUIRED_RIGHT = 10
"""So many demo queries of each language must find a right photo first."""


@dataclass(frozen=True, slots=True)
class DemoQuery:
    """A query of the demo table and the photos that are right answers to it."""

    query: str
    language: str
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: a query, its first hits (name and score), how many photos are shown, and the verdict."""

    query: DemoQuery
    hits: tuple[tuple[str, float], ...]
    strong: int = 0
    """Photos that are shown because they fit."""
    possible: int = 0
    """Photos that are shown below the line "Perhaps also"."""

    @property
    def shown(self) -> str:
        """How many photos the query shows, in words."""
        parts = [*([f"{self.strong}"] if self.strong else []), *([f"{self.possible} perhaps"] if self.possible else [])]
        return " + ".join(parts) or "nothing"

    @property
    def is_right(self) -> bool:
        """Whether the best hit is one of the right photos."""
        return bool(self.hits) and self.hits[0][0] in self.query.right


def read_queries(listing: Path) -> tuple[DemoQuery, ...]:
    """The demo queries in the order of the list."""
    entries = json.loads(listing.read_text(encoding="utf-8"))
    return tuple(DemoQuery(entry["query"], entry["language"], tuple(entry["right"])) for entry in entries)


def rows_of(queries: Sequence[DemoQuery], answers: Sequence[Mapping[str, Any]]) -> tuple[Row, ...]:
    """The table's rows; ``answers`` in the order of the queries."""
    return tuple(
        Row(
            query,
            tuple((Path(hit["path"]).name, float(hit["score"])) for hit in answer["hits"]),
            answer["strong"],
            answer["possible"],
        )
        for query, answer in zip(queries, answers, strict=True)
    )


def table(rows: Sequence[Row], *, has_verdict: bool) -> str:
    """The rows as a Markdown table, the same that the README shows."""
    head = ["Query", "Shows", "First hit", "Score", "Next hits"] + (["Right"] if has_verdict else [])
    lines = [_line(head), _line(["---"] * len(head))]
    for row in rows:
        name, score = (row.hits[0][0], f"{row.hits[0][1]:.3f}") if row.hits else ("-", "-")
        verdict = ["yes" if row.is_right else "NO"] if has_verdict else []
        following = ", ".join(hit for hit, _ in row.hits[1:])
        lines.append(_line([row.query.query, row.shown, name, score, following, *verdict]))
    return "\n".join(lines)


def total(rows: Sequence[Row]) -> str:
    """The line under the table: how many queries of each language found a right photo first."""
    parts = []
    for language, name in _LANGUAGES.items():
        verdicts = _verdicts(rows, language)
        parts.append(f"{name}: {sum(verdicts)} of {len(verdicts)} right first")
    return f"{', '.join(parts)}."


def is_good_enough(rows: Sequence[Row]) -> bool:
    """Whether enough queries of each language found a right photo first."""
    return all(sum(_verdicts(rows, language)) >= REQUIRED_RIGHT for language in _LANGUAGES)


def _verdicts(rows: Sequence[Row], language: str) -> list[bool]:
    return [row.is_right for row in rows if row.query.language == language]


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
