"""Where the published checkpoints can be had, and how each place says a file's size and SHA-256."""

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


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file at a source; size and digest are None where they are only told on download, or not at all."""

    url: str
    sha256: str | None = None
    size_bytes: int | None = None


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

    def locate(self, model: KnownModel, patience: Patience) -> RemoteFile:
        """Where ``model``'s checkpoint is.

        Raises:
            FetchError: the source does not say.
        """
        ...


@dataclass(frozen=True, slots=True)
class HuggingFaceSource:
    """Hugging Face, or a mirror that answers like it: digest and size come with the download itself."""

    name: str
    base_url: str

    def locate(self, model: KnownModel, patience: Patience) -> RemoteFile:
        """The file's address, by the hub's rule."""
        del patience
        return RemoteFile(f"{self.base_url}/OFA-Sys/{model.repository}/resolve/main/{model.file_name}")


@dataclass(frozen=True, slots=True)
class ModelScopeSource:
    """ModelScope: digest and size stand in its list of the repository's files."""

    name: str
    base_url: str

    def locate(self, model: KnownModel, patience: Patience) -> RemoteFile:
        """The file's address, with what the list of files says; a list that cannot be had is no obstacle."""
        repository = f"AI-ModelScope/{model.repository}"
        url = f"{self.base_url}/models/{repository}/resolve/master/{model.file_name}"
        list_url = f"{self.base_url}/api/v1/models/{repository}/repo/files?Revision=master"
        try:
            response, _ = open_url(list_url, {}, patience.stall_s)
            with response:
                return _described(url, model.file_name, json.loads(response.read(_MAX_LIST_BYTES)))
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


SOURCES: tuple[Source, ...] = (
    HuggingFaceSource("huggingface", "https://huggingface.co"),
    HuggingFaceSource("hf-mirror", "https://hf-mirror.com"),
    ModelScopeSource("modelscope", "https://modelscope.cn"),
)


def in_order(preferred: str, sources: Sequence[Source] = SOURCES) -> tuple[Source, ...]:
    """``sources`` with the preferred one first; ``auto`` (or an unknown name) keeps their order."""
    return tuple(sorted(sources, key=lambda source: source.name != preferred))
