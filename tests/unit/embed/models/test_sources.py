"""Each source says where a file is, and what it should be."""

from __future__ import annotations

import json

import pytest

from photosearch.embed.known_models import KNOWN_MODELS
from photosearch.embed.models.download import FetchError, Patience
from photosearch.embed.models.sources import (
    SOURCES,
    HuggingFaceSource,
    ModelScopeSource,
    RemoteFile,
    checkpoint_of,
    graphs_of,
    in_order,
)
from tests.flaky_server import Script, serving

MODEL = checkpoint_of(KNOWN_MODELS[1])
GRAPH = graphs_of(KNOWN_MODELS[1])[0]
QUICK = Patience(stall_s=0.5)
LIST = "/api/v1/models/AI-ModelScope/chinese-clip-vit-base-patch16/repo/files?Revision=master"
FILE = "/models/AI-ModelScope/chinese-clip-vit-base-patch16/resolve/master/clip_cn_vit-b-16.pt"


def test_hugging_face_needs_no_request() -> None:
    remote = HuggingFaceSource("huggingface", "https://huggingface.co").locate(MODEL, QUICK)
    assert remote == RemoteFile(
        "https://huggingface.co/OFA-Sys/chinese-clip-vit-base-patch16/resolve/main/clip_cn_vit-b-16.pt"
    )


def _locate(listing: object) -> tuple[str, RemoteFile]:
    script = Script(b"", texts={LIST: json.dumps(listing).encode()})
    with serving(script) as base:
        return base, ModelScopeSource("modelscope", base).locate(MODEL, QUICK)


def test_modelscope_says_digest_and_size() -> None:
    files = [{"Path": "README.md"}, {"Path": "clip_cn_vit-b-16.pt", "Size": 7, "Sha256": "AB" * 32}]
    base, remote = _locate({"Code": 200, "Data": {"Files": files}})
    assert remote == RemoteFile(base + FILE, "ab" * 32, 7)


def test_modelscope_may_keep_them_to_itself() -> None:
    base, remote = _locate({"Data": {"Files": [{"Path": "clip_cn_vit-b-16.pt", "Size": None}]}})
    assert remote == RemoteFile(base + FILE)


@pytest.mark.parametrize("listing", [[], {}, {"Data": None}, {"Data": {"Files": [1]}}, {"Data": {"Files": {}}}])
def test_a_list_without_the_file_is_an_error(listing: object) -> None:
    with pytest.raises(FetchError, match="clip_cn_vit-b-16"):
        _locate(listing)


@pytest.mark.logs("does not list its files")
def test_a_list_that_cannot_be_had_is_no_obstacle() -> None:
    with serving(Script(b"", texts={LIST: b"<html>"})) as base:
        assert ModelScopeSource("modelscope", base).locate(MODEL, QUICK) == RemoteFile(base + FILE)


@pytest.mark.parametrize(
    ("preferred", "names"),
    [
        ("auto", ["huggingface", "hf-mirror", "modelscope", "aliyun"]),
        ("modelscope", ["modelscope", "huggingface", "hf-mirror", "aliyun"]),
    ],
)
def test_the_preferred_source_comes_first(preferred: str, names: list[str]) -> None:
    assert [source.name for source in in_order(preferred)] == names


def test_all_sources_are_asked_over_https() -> None:
    assert all(source.locate(MODEL, QUICK).url.startswith("https://") for source in SOURCES[:2])


def test_a_graph_lies_in_a_folder_of_another_repository() -> None:
    remote = SOURCES[0].locate(GRAPH, QUICK)
    assert remote.url == (
        "https://huggingface.co/Xenova/chinese-clip-vit-base-patch16/resolve/main/onnx/model_fp16.onnx"
    )
    listing = "/api/v1/models/Xenova/chinese-clip-vit-base-patch16/repo/files?Revision=master&Recursive=True"
    files = [{"Path": "onnx/model_fp16.onnx", "Size": 7, "Sha256": "AB" * 32}]
    script = Script(b"", texts={listing: json.dumps({"Data": {"Files": files}}).encode()})
    with serving(script) as base:
        assert ModelScopeSource("modelscope", base).locate(GRAPH, QUICK).sha256 == "ab" * 32


def test_the_domestic_bucket_has_checkpoints_which_prove_themselves() -> None:
    remote = SOURCES[3].locate(MODEL, QUICK)
    assert remote.url.endswith(".aliyuncs.com/checkpoints/clip_cn_vit-b-16.pt")
    assert remote.needs_no_digest
    with pytest.raises(FetchError, match="checkpoints only"):
        SOURCES[3].locate(GRAPH, QUICK)
