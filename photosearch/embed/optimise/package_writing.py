"""Writes the manifest of a Chinese-CLIP package around the towers that lie in its folder."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from photosearch.embed.known_models import KnownModel
from photosearch.embed.optimise.onnx_export import IMAGE, TEXT
from photosearch.embed.running.chinese_clip import CONTEXT_LENGTH
from photosearch.embed.running.package_manifest import CHINESE_CLIP_TOKENIZER, MANIFEST_NAME, TowerNames
from photosearch.embed.running.preprocess import CHINESE_CLIP
from photosearch.types.ids import EncoderId
from photosearch.types.optimisation import Precision, Trial

VOCABULARY = "vocab.txt"


@dataclass(frozen=True, slots=True)
class Contents:
    """What a package holds, by tower."""

    names: Mapping[TowerNames, TowerNames]
    """What each tower's files are called now."""
    precisions: Mapping[TowerNames, Precision]

    def files(self) -> list[str]:
        """The files of both towers."""
        return [name for names in self.names.values() for name in (names.file, names.weights) if name is not None]


def write_manifest(
    folder: Path,
    model: KnownModel,
    contents: Contents,
    *,
    made_from: EncoderId | None = None,
    quality: Mapping[str, object] | None = None,
) -> EncoderId:
    """Write ``manifest.json``; the encoder id tells the bytes of all files.

    Args:
        folder: holds the towers and the vocabulary.
        model: which of the five it is.
        contents: the towers.
        made_from: the checkpoint whose weights these are in another form, where that stays installed.
        quality: what was measured.
    """
    files = {name: _entry(folder / name) for name in (*contents.files(), VOCABULARY)}
    digest = hashlib.sha256("".join(str(entry["sha256"]) for entry in files.values()).encode()).hexdigest()
    encoder_id = EncoderId(f"chinese-clip-{model.name}-{contents.precisions[IMAGE].value}-{digest[:12]}")
    stated = _manifest(model, contents, encoder_id, made_from) | {"files": files}
    if quality is not None:
        stated["quality"] = dict(quality)
    (folder / MANIFEST_NAME).write_text(json.dumps(stated, indent=1) + "\n", encoding="utf-8")
    return encoder_id


def quality_of(pictures: int, trials: Sequence[Trial]) -> dict[str, object]:
    """What a manifest says of the measuring."""
    return {"pictures": pictures, "trials": [trial.as_json() for trial in trials]}


def _entry(file: Path) -> dict[str, object]:
    with file.open("rb") as stream:
        return {"sha256": hashlib.file_digest(stream, "sha256").hexdigest(), "bytes": file.stat().st_size}


def _manifest(
    model: KnownModel, contents: Contents, encoder_id: EncoderId, made_from: EncoderId | None
) -> dict[str, object]:
    return {
        # Versions of photosearch that cannot open OpenVINO's towers must not try.
        "format": 2 if any(names.weights for names in contents.names.values()) else 1,
        "name": model.name,
        "version": "1",
        "encoder_id": encoder_id,
        "made_from": made_from,
        "dim": model.dim,
        "precision": f"{contents.precisions[IMAGE].value} images, {contents.precisions[TEXT].value} texts",
        "match_floor": None,
        "image": {
            **_stated(contents.names[IMAGE]),
            "size_px": model.pixel_spec.size_px,
            "resize": model.pixel_spec.resize.value,
            "interpolation": "bicubic",
            "mean": list(CHINESE_CLIP.mean),
            "scale": list(CHINESE_CLIP.scale),
        },
        "text": {
            **_stated(contents.names[TEXT]),
            "vocabulary": VOCABULARY,
            "tokenizer": CHINESE_CLIP_TOKENIZER,
            "context_length": CONTEXT_LENGTH,
            "pad_id": 0,
        },
    }


def _stated(names: TowerNames) -> dict[str, str]:
    return {key: value for key, value in asdict(names).items() if value is not None}
