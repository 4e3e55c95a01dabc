"""Why the hits of a query were found, beside their look: texts that say it, colour, places and dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from photosearch.types.agreements import Agreement, ColourFound, DateFound, PlaceFound
from photosearch.types.ids import PhotoId
from photosearch.types.queries import SearchResult
from photosearch.types.texts import TextMatch
from photosearch.words.agreements import agreement_text
from photosearch.words.hits import text_match_text

if TYPE_CHECKING:
    from photosearch.engine.engine import Engine


@dataclass(frozen=True, slots=True)
class Evidence:
    """Of all hits of one answer, by photo; those without any are left out."""

    texts: Mapping[PhotoId, tuple[TextMatch, ...]]
    agreements: Mapping[PhotoId, tuple[Agreement, ...]]

    def texts_json(self, photo_id: PhotoId) -> list[dict[str, str]]:
        """``[{"field": "folder", "text": "洱海"}]``."""
        return [{"field": match.field.value, "text": match.text} for match in self.texts.get(photo_id, ())]

    def agreements_json(self, photo_id: PhotoId) -> list[dict[str, object]]:
        """``[{"kind": "date", "date": "2024-08-03"}]``; docs/search.md tells the fields of each kind."""
        return list(map(_agreement_json, self.agreements.get(photo_id, ())))

    def line(self, photo_id: PhotoId) -> str:
        """All of it for a person; empty where there is none."""
        texts = map(text_match_text, self.texts.get(photo_id, ()))
        return " · ".join((*texts, *map(agreement_text, self.agreements.get(photo_id, ()))))


def evidence_of(engine: Engine, result: SearchResult) -> Evidence:
    """Of every hit of ``result``; its texts only where it was ranked."""
    ids = result.photo_ids.tolist()
    texts = engine.asking.said(result.query, ids) if result.scores is not None else {}
    return Evidence(texts, engine.asking.agreements(result.query, ids))


def _agreement_json(agreement: Agreement) -> dict[str, object]:
    match agreement:
        case ColourFound(wish, fit):
            return {"kind": "colour", "name": wish.value, "fit": round(fit, 2)}
        case PlaceFound(place):
            return {"kind": "place", "zh": place.chinese, "en": place.english}
        case DateFound(date):
            return {"kind": "date", "date": date.isoformat()}
