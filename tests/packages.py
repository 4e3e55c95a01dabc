"""Makes small model packages: the real format and runtime around towers that a test can reason about."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

SIZE_PX = 64
DIM = 48
WORDS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "red", "green", "blue", "dark", "bright", "红", "绿", "蓝")


def write_colour_package(
    folder: Path,
    *,
    name: str = "colours",
    seed: int = 0,
    match_floor: float | None = None,
    dim: int = DIM,
    made_from: str | None = None,
) -> Path:
    """A package whose embedding is the picture's colours on a 4 x 4 grid; the words name plain colours.

    ``dim`` is what it says of itself; another one than ``DIM`` cannot be asked.
    """
    folder.mkdir(parents=True)
    image, text, vocabulary = _image_tower(seed), _text_tower(seed), "\n".join(WORDS).encode()
    contents = {"image.onnx": image, "text.onnx": text, "vocab.txt": vocabulary}
    for file_name, data in contents.items():
        (folder / file_name).write_bytes(data)
    digest = hashlib.sha256(b"".join(contents.values())).hexdigest()
    manifest = {
        "format": 1,
        "name": name,
        "version": "1",
        "encoder_id": f"{name}-1-{digest[:12]}",
        "dim": dim,
        "made_from": made_from,
        "precision": "fp32",
        "match_floor": match_floor,
        "image": {
            "file": "image.onnx",
            "input": "pixels",
            "output": "embedding",
            "size_px": SIZE_PX,
            "resize": "squash",
            "interpolation": "bicubic",
            "mean": [127.5, 127.5, 127.5],
            "scale": [127.5, 127.5, 127.5],
        },
        "text": {
            "file": "text.onnx",
            "input": "token_ids",
            "output": "embedding",
            "vocabulary": "vocab.txt",
            "tokenizer": "wordpiece-lower-v1",
            "context_length": 16,
            "pad_id": 0,
        },
        "files": {
            file_name: {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
            for file_name, data in contents.items()
        },
    }
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder


def _image_tower(seed: int) -> bytes:
    """Average colours of 16 cells, turned by a rotation so that two seeds give two different spaces."""
    side = SIZE_PX // 4
    nodes = [
        helper.make_node("AveragePool", ["pixels"], ["cells"], kernel_shape=[side, side], strides=[side, side]),
        helper.make_node("Flatten", ["cells"], ["flat"]),
        helper.make_node("Add", ["flat", "offset"], ["shifted"]),
        helper.make_node("MatMul", ["shifted", "rotation"], ["embedding"]),
    ]
    constants = [
        numpy_helper.from_array(np.full(DIM, 0.01, np.float32), "offset"),
        numpy_helper.from_array(_rotation(seed), "rotation"),
    ]
    inputs = [helper.make_tensor_value_info("pixels", TensorProto.FLOAT, ["n", 3, SIZE_PX, SIZE_PX])]
    return _model(nodes, inputs, constants)


def _text_tower(seed: int) -> bytes:
    """The mean over the words of the colours they stand for."""
    nodes = [
        helper.make_node("Gather", ["table", "token_ids"], ["words"]),
        helper.make_node("ReduceMean", ["words"], ["embedding"], axes=[1], keepdims=0),
    ]
    constants = [numpy_helper.from_array(_word_table() @ _rotation(seed), "table")]
    inputs = [helper.make_tensor_value_info("token_ids", TensorProto.INT64, ["n", "length"])]
    return _model(nodes, inputs, constants)


def _word_table() -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    colours = {"red": (1, -1, -1), "green": (-1, 1, -1), "blue": (-1, -1, 1), "dark": (-1, -1, -1), "bright": (1, 1, 1)}
    colours |= {"红": (1, -1, -1), "绿": (-1, 1, -1), "蓝": (-1, -1, 1)}
    rows = [np.repeat(np.asarray(colours.get(word, (0.001, 0.001, 0.001)), np.float32), 16) for word in WORDS]
    return np.stack(rows)


def _rotation(seed: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    if seed == 0:
        return np.eye(DIM, dtype=np.float32)
    rotation, _ = np.linalg.qr(np.random.default_rng(seed).normal(size=(DIM, DIM)))
    return rotation.astype(np.float32)


def _model(nodes: list[onnx.NodeProto], inputs: list[onnx.ValueInfoProto], constants: list[onnx.TensorProto]) -> bytes:
    outputs = [helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["n", DIM])]
    graph = helper.make_graph(nodes, "tower", inputs, outputs, constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    onnx.checker.check_model(model)
    return bytes(model.SerializeToString())
