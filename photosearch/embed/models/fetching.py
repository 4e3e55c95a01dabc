"""Gets one published file from whichever source delivers it: those that answer soon first, then the others."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from photosearch.embed.models.digests import OnProgress, ShouldStop
from photosearch.embed.models.download import Fetch, FetchError, Patience
from photosearch.embed.models.reachable import reachable
from photosearch.embed.models.sources import PublishedFile, RemoteFile, Source, in_order
from photosearch.errors import DownloadError, ModelWeightsError, OfflineError

_log = logging.getLogger(__name__)
_T = TypeVar("_T")


def fetch_from_any(
    name: str,
    wanted: Sequence[PublishedFile],
    folder: Path,
    accept: Callable[[Path, str], _T],
    *,
    source: str,
    sources: Sequence[Source],
    on_progress: OnProgress,
    should_stop: ShouldStop,
    patience: Patience,
) -> _T:
    """Download the first of ``wanted`` that a source delivers, and give what ``accept`` makes of it.

    Args:
        name: the model's, for complaints.
        wanted: files of which one is enough, the best first.
        folder: where an unfinished download waits to be resumed.
        accept: told the file and its SHA-256; raises ModelWeightsError where it is not the right one.
        source: the source to try first; else those that answer soon, in their order.
        sources: where to look.
        on_progress: told the bytes received and the size (None while unknown).
        should_stop: asked often; True ends it, and what came so far is kept.
        patience: how long to bear with each.

    Raises:
        OfflineError: no source can be reached at all; said within seconds.
        DownloadError: no source delivered it; ``facts['attempts']`` lists (address, why).
        InstallStoppedError: ``should_stop`` said so.
        DiskFullError: there is no room for it.
    """
    answering = reachable([place.base_url for place in sources], should_stop)
    if not answering:
        raise OfflineError(name=name)
    by_speed = sorted(sources, key=lambda place: place.base_url not in answering)
    attempts: list[tuple[str, str]] = []
    for file in wanted:
        incoming = folder / (file.kept_as + ".new")
        for place in in_order(source, by_speed):
            remote = RemoteFile(place.name)
            try:
                remote = place.locate(file, patience)
                digest = _fetch(file, remote, incoming, on_progress, should_stop, patience)
                return accept(incoming, digest)
            except (FetchError, ModelWeightsError) as error:
                _log.warning("%s did not deliver %s: %s", remote.url, name, error)
                attempts.append((remote.url, str(error)))
            finally:
                incoming.unlink(missing_ok=True)
    raise DownloadError(attempts[-1][1] if attempts else "", name=name, attempts=tuple(attempts))


def _fetch(
    file: PublishedFile,
    remote: RemoteFile,
    incoming: Path,
    on_progress: OnProgress,
    should_stop: ShouldStop,
    patience: Patience,
) -> str:
    return Fetch(
        remote.url,
        incoming,
        sha256=remote.sha256,
        size_bytes=remote.size_bytes,
        needs_digest=not (file.has_digest or remote.needs_no_digest),
        on_progress=on_progress,
        should_stop=should_stop,
        patience=patience,
    ).run()
