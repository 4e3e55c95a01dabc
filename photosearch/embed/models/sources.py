"""Where the published weights can be had, and how each place says a file's size and SHA-256."""

from __future__ import annotations

import http.client
import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from photosearch.embed.known_models import KnownModel
from photosearch.embed.models.download import FetchError, Patience, open_url

_log = logging.getLogger(__name__)

_MAX_LIST_BYTES = 4_000_000
_AUTHORS, _AUTHORS_AT_MODELSCOPE = "OFA-Sys", "AI-ModelScope"
_CONVERTERS = "Xenova"


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A file of a model, as it is called at Hugging Face."""

    repository: str
    """With its owner."""
    path: str
    """In the repository."""
    kept_as: str
    """What it is called here."""
    has_digest: bool = False
    """Whether it can be proven by a digest that is known beforehand."""


def checkpoint_of(model: KnownModel) -> PublishedFile:
    """The checkpoint as cn_clip's authors publish it."""
    repository = f"{_AUTHORS}/{model.repository}"
    return PublishedFile(repository, model.file_name, model.file_name, has_digest=model.md5 is not None)


def graphs_of(model: KnownModel) -> tuple[PublishedFile, ...]:
    """The same weights as graphs that need no torch, the smaller first; none where nobody publishes them."""
    if model.graph_bytes is None:
        return ()
    return tuple(
        PublishedFile(f"{_CONVERTERS}/{model.repository}", f"onnx/{name}.onnx", f"{model.repository}-{name}.onnx")
        for name in ("model_fp16", "model")
    )


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file at a source; size and digest are None where they are only told on download, or not at all."""

    url: str
    sha256: str | None = None
    size_bytes: int | None = None
    needs_no_digest: bool = False
    """Whether the connection proves where it comes from, and the file itself that it arrived whole."""


class Source(Protocol):
    """A place that has the checkpoints."""

    @property
    def name(self) -> str:
        """As in the setting ``download_source``."""
        ...

    @property
    def base_url(self) -> str:
        """Where it is asked first."""
        ...

    def locate(self, file: PublishedFile, patience: Patience) -> RemoteFile:
        """Where ``file`` is.

        Raises:
            FetchError: the source does not say.
        """
        ...


@dataclass(frozen=True, slots=True)
class HuggingFaceSource:
    """Hugging Face, or a mirror that answers like it: digest and size come with the download itself."""

    name: str
    base_url: str

    def locate(self, file: PublishedFile, patience: Patience) -> RemoteFile:
        """The file's address, by the hub's rule."""
        del patience
        return RemoteFile(f"{self.base_url}/{file.repository}/resolve/main/{file.path}")


@dataclass(frozen=True, slots=True)
class ModelScopeSource:
    """ModelScope: digest and size stand in its list of the repository's files."""

    name: str
    base_url: str

    def locate(self, file: PublishedFile, patience: Patience) -> RemoteFile:
        """The file's address, with what the list of files says; a list that cannot be had is no obstacle."""
        repository = file.repository.replace(f"{_AUTHORS}/", f"{_AUTHORS_AT_MODELSCOPE}/")
        url = f"{self.base_url}/models/{repository}/resolve/master/{file.path}"
        list_url = f"{self.base_url}/api/v1/models/{repository}/repo/files?Revision=master"
        if "/" in file.path:
            list_url += "&Recursive=True"
        try:
            response, _ = open_url(list_url, {}, patience.stall_s)
            with response:
                return _described(url, file.path, json.loads(response.read(_MAX_LIST_BYTES)))
        except (OSError, http.client.HTTPException, ValueError) as error:
            _log.warning("%s does not list its files: %s", self.name, error)
            return RemoteFile(url)


def _described(url: str, file_name: str, listing: object) -> RemoteFile:
    """The entry of ``file_name`` in ModelScope's answer ``{"Data": {"Files": [{Path, Size, Sha256}]}}``."""
    data = listing.get("Data") if isinstance(listing, dict) else None
    files = data.get("Files") if isinstance(data, dict) else None
    for entry in files if isinstance(files, list) else []:
        if isinstance(entry, dict) and entry.get("Path") == file_name:
            size, sha256 = entry.get("Size"), entry.get("Sha256")
            return RemoteFile(
                url,
                sha256.lower() if isinstance(sha256, str) and sha256 else None,
                size if isinstance(size, int) and size > 0 else None,
            )
    raise FetchError(f"the repository has no {file_name}")


@dataclass(frozen=True, slots=True)
class BucketSource:
    """Where cn_clip's older releases kept the checkpoints, in Beijing: it tells a size, and no digest.

    The connection proves where the file comes from, and the checksums inside a checkpoint that all of it arrived.
    """

    name: str
    base_url: str

    def locate(self, file: PublishedFile, patience: Patience) -> RemoteFile:
        """The file's address; of checkpoints alone."""
        del patience
        if not file.repository.startswith(f"{_AUTHORS}/"):
            raise FetchError(f"{self.name} has checkpoints only")
        return RemoteFile(f"{self.base_url}/checkpoints/{file.path}", needs_no_digest=True)


SOURCES: tuple[Source, ...] = (
    HuggingFaceSource("huggingface", "https://huggingface.co"),
    HuggingFaceSource("hf-mirror", "https://hf-mirror.com"),
    ModelScopeSource("modelscope", "https://modelscope.cn"),
    BucketSource("aliyun", "https://clip-cn-beijing.oss-cn-beijing.aliyuncs.com"),
)


def in_order(preferred: str, sources: Sequence[Source] = SOURCES) -> tuple[Source, ...]:
    """``sources`` with the preferred one first; ``auto`` (or an unknown name) keeps their order."""
    return tuple(sorted(sources, key=lambda source: source.name != preferred))
