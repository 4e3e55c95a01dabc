"""What the surfaces hold of an open library, each part a protocol: light to import, and what a stand-in has to be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import IO, Protocol

from photosearch.events import EngineFailed, EventBus
from photosearch.paths import DataFolders
from photosearch.settings import SettingsOwner
from photosearch.types.agreements import Agreement
from photosearch.types.arrays import Float32Array, Int64Array, UInt8Array
from photosearch.types.comparing import Alikeness, Label
from photosearch.types.exporting import ExportOrder, ExportOutcome, ExportPlan, ExportProgress
from photosearch.types.files import Problem
from photosearch.types.ids import PhotoId, RootId
from photosearch.types.marks import BadLine, MergedMarks
from photosearch.types.models import EncoderInfo, Installation, ModelSize
from photosearch.types.optimisation import Step, Verdict
from photosearch.types.photos import MovingPicture, Photo
from photosearch.types.progress import IngestProgress, LibraryStatus
from photosearch.types.queries import Reason, SearchQuery, SearchResult
from photosearch.types.roots import LibraryRoot, SharedPlace
from photosearch.types.tags import Facet, PhotoTag, TagName
from photosearch.types.texts import TextMatch
from photosearch.types.understood import Understood


class Library(Protocol):
    """The watched folders, and what is known of the photos in them."""

    @property
    def shared_place(self) -> SharedPlace | None:
        """The service or network drive that holds the data folder, which endangers it; None as it should be."""

    @property
    def polled_roots(self) -> frozenset[RootId]:
        """Roots that the operating system cannot watch any more: they are polled."""

    def add_root(self, path: Path) -> LibraryRoot:
        """Watch ``path`` from now on.

        Raises:
            RootError: it is not a folder that can be read, is watched already, or overlaps with one that is.
        """

    def remove_root(self, root_id: RootId) -> None:
        """Forget the folder and what is known of its photos; the files stay where they are."""

    def exclude(self, root_id: RootId, pattern: str) -> int:
        """Leave out what ``pattern`` fits below a root (see ``photosearch.exclusions``), at once; how many photos.

        Of an exception ("!keep/"), how many it brings back.

        Nothing that is known of them is given up.

        Raises:
            ExclusionError: it is no pattern.
        """

    def take_back(self, root_id: RootId, pattern: str) -> int:
        """Leave that out no longer; how many photos are in every answer again, at once.

        Raises:
            ExclusionError: it was not left out.
        """

    def roots(self) -> tuple[LibraryRoot, ...]:
        """The watched folders: how many photos are in each, what is left out, what cannot be shown."""

    def rescan(self, root_id: RootId | None = None) -> None:
        """Look at a root, or all of them, again; returns at once."""

    def retry_problems(self) -> None:
        """Try every problem file again, changed or not; returns at once."""

    def photos(self, photo_ids: Sequence[PhotoId]) -> list[Photo]:
        """The records of ``photo_ids`` in that order; unknown ones are left out."""

    def aspects(self, photo_ids: Int64Array) -> Float32Array:
        """Width by height of each photo, upright; 1 of unknown ones. 100,000 take 0.2 s."""

    def size_of(self, photo_ids: Sequence[PhotoId]) -> int:
        """How many bytes the files of these photos have together."""

    def problems(self, limit: int = 1000) -> list[Problem]:
        """Files that could not be used."""

    def status(self) -> LibraryStatus:
        """The library in numbers."""

    def formats(self) -> list[tuple[str, int]]:
        """The file formats in the library with their counts."""

    def folders_of(self, root_id: RootId) -> list[tuple[str, int]]:
        """Folders below a root with photos directly in them, and how many; empty for the root itself."""

    def taken_range(self) -> tuple[dt.date, dt.date] | None:
        """The first and last day a photo was taken."""


class Asking(Protocol):
    """Questions and their answers."""

    def search(self, query: SearchQuery) -> SearchResult:
        """Rank the photos for ``query``. Blocking.

        Raises:
            QueryImageError: a picture of the query cannot be read.
            ModelError: the encoder cannot be loaded.
        """

    def understand(self, text: str, *, today: dt.date | None = None, plain: Collection[str] = ()) -> Understood:
        """Take a sentence apart, in a few milliseconds and without an encoder.

        Args:
            text: as it was typed.
            today: what "last year" is told from; None: by the clock.
            plain: texts of chips that are to stay words.
        """

    def get_to_know(self) -> None:
        """Read what sentences are understood with: a sentence that comes before waits for it. Blocking."""

    def said(self, query: SearchQuery, photo_ids: Sequence[PhotoId]) -> Mapping[PhotoId, tuple[TextMatch, ...]]:
        """The texts of photos that say what ``query`` wants, or a part of it; photos that say nothing of it are left
        out. Blocking.
        """

    def agreements(self, query: SearchQuery, photo_ids: Sequence[PhotoId]) -> Mapping[PhotoId, tuple[Agreement, ...]]:
        """The colour, the places and the date that ``query`` asks for, as far as photos have them; photos that have
        nothing of it are left out. Blocking.
        """

    def why(self, photo_id: PhotoId) -> tuple[Reason, ...]:
        """The everyday things that a photo shows, best first; none where nobody can tell. Blocking.

        Raises:
            ModelError: the encoder cannot be loaded or fails.
        """

    def compare(self, one: Path, other: Path) -> Alikeness:
        """How alike two pictures are, in the library or not. Blocking.

        Raises:
            QueryImageError: one of them cannot be read.
            ModelError: the encoder cannot be loaded or fails.
        """

    def label(self, picture: Path, texts: Sequence[str]) -> tuple[Label, ...]:
        """How well each of ``texts``, which say something, fits a picture: the best first. Blocking.

        Raises:
            QueryImageError: the picture cannot be read.
            ModelError: the encoder cannot be loaded or fails.
        """

    def make_way(self) -> None:
        """A person searches: background work leaves the machine to them for a moment; returns at once."""

    def expect(self, query: SearchQuery) -> None:
        """A person types and may ask this in a moment: way is made, and its words are embedded; returns at once."""

    def look_at(self, picture: Path | bytes, max_px: int) -> UInt8Array:
        """A file or image bytes about to be searched with, RGB uint8 ``[height, width, 3]``, its longest side at most
        ``max_px``. It is decoded for the search as well, and embedded from now on. Blocking.

        Raises:
            QueryImageError: it cannot be read.
            ModelError: the encoder cannot be loaded.
        """

    def expect_picture(self) -> None:
        """A picture hovers over the window and may be searched with in a moment: all is made ready for it. Blocking.

        Raises:
            ModelError: the encoder cannot be loaded.
        """


class Pictures(Protocol):
    """Photos to look at. Every call blocks until the picture is there."""

    def thumbnail(self, photo: Photo) -> Path | None:
        """The thumbnail's file, made now if it is not there; None when the photo cannot be read."""

    def preview(self, photo: Photo, max_px: int) -> UInt8Array:
        """The upright photo, RGB uint8 ``[height, width, 3]``, its longest side at most ``max_px``.

        Raises:
            QueryImageError: the photo cannot be read now.
        """

    def moving(self, photo: Photo, max_px: int) -> MovingPicture | None:
        """All frames of a photo that moves, their longest side at most ``max_px``; None where it stands still.

        Raises:
            QueryImageError: the photo cannot be read now.
        """

    def fetch_picture(self, url: str, should_stop: Callable[[], bool]) -> bytes:
        """The bytes at a public address of the web, on a person's yes.

        Raises:
            WebPictureError: they may not, or cannot, be fetched.
        """


class Work(Protocol):
    """The background work: how far it is, and the person's hold on it."""

    @property
    def progress(self) -> IngestProgress:
        """How far it is."""

    @property
    def is_paused(self) -> bool:
        """Whether the person paused it."""

    @property
    def last_failure(self) -> EngineFailed | None:
        """What stopped it last, if anything did."""

    def pause(self) -> None:
        """Hand out no further files; what is in flight is finished."""

    def resume(self) -> None:
        """Go on."""

    def wait_until_idle(self, timeout_s: float | None = None) -> bool:
        """Block until all of it is done; False when ``timeout_s`` passed first."""


class Models(Protocol):
    """The encoders: which there are, which one answers, and how another one comes in."""

    @property
    def active_name(self) -> str:
        """The encoder that answers queries now."""

    def encoders(self) -> tuple[EncoderInfo, ...]:
        """Every encoder there is, installed or not."""

    def use(self, name: str) -> None:
        """Switch to ``name``: it answers once the library is embedded with it, until then the old one does.

        Raises:
            ModelError: it is not installed or cannot be used.
            OSError: the choice holds, but cannot be saved.
        """

    def install(
        self,
        name: str,
        *,
        file: Path | None = None,
        source: str = "auto",
        is_optimising: bool = True,
        on_progress: Callable[[int, int | None], None],
        on_step: Callable[[str, Step], None] | None = None,
        should_stop: Callable[[], bool],
    ) -> Installation:
        """Install Chinese-CLIP ``name``, or whichever a ``file`` or folder holds, in any form that people have.

        A graph is made into a package for this machine meanwhile; ``on_step`` is told the model and what is done,
        without one everybody is. A checkpoint is optimised in the background then, unless ``is_optimising`` is False.

        Raises:
            ModelFileError: the file is no model; it says what it is.
            ModelError: the file or every source failed; nothing half-installed is left behind.
        """

    def export(self, name: str, target: Path) -> None:
        """Write the package of ``name`` into one archive, which installs elsewhere without anything else.

        Raises:
            ModelNotInstalledError: there is no package of it.
            ModelPackageError: it is damaged.
            OSError: the archive cannot be written.
        """

    def optimise(self, name: str, on_step: Callable[[Step], None]) -> Verdict:
        """Make ``name`` faster on this machine now, blocking for a minute or more.

        Raises:
            PhotosearchError: it cannot be done; nothing changed.
            OSError: a file cannot be read or written.
        """

    def undo_optimising(self, name: str) -> bool:
        """Use the model as it was installed again; False where it was not optimised.

        Raises:
            BusyError: another photosearch is optimising.
        """

    def sizes(self) -> tuple[ModelSize, ...]:
        """What each model takes of the disk that is installed or left something behind. Blocking."""

    def remove(self, name: str) -> None:
        """Delete a model with its embeddings and its index, blocking for seconds in a large library.

        The weights of a model that is bundled with the app stay.

        Raises:
            ModelNotInstalledError: there is nothing of such a model.
            ModelInUseError: it answers, or is being switched to, be it in the process that adds photos.
            BusyError: another photosearch is installing a model.
            StoreError: its embeddings cannot be deleted.
            OSError: a file cannot be deleted.
        """


class Tags(Protocol):
    """What photos show in one word each, told by the encoder, corrected by a person. Blocking.

    Every method but ``everyday`` raises ModelError where the encoder cannot be loaded or fails.
    """

    def everyday(self) -> tuple[TagName, ...]:
        """The everyday things that have a name in both languages, whether a photo shows them or not."""

    def facets(self) -> tuple[Facet, ...]:
        """Every tag of present photos with its count, the most frequent first; 100,000 photos take 2 s at first."""

    def of(self, photo_id: PhotoId) -> tuple[PhotoTag, ...]:
        """The tags of one photo: a person's first, then what the encoder tells, best first."""

    def named(self, word: str) -> TagName:
        """The everyday thing that is called so in either language, or the word itself as a tag."""

    def say(self, photo_ids: Sequence[PhotoId], word: str, *, fits: bool | None) -> int:
        """A tag fits these photos, or does not, whatever the encoder tells; None: it alone tells again. How many.

        Raises:
            BadMarkError: the word is none.
            StoreError: nothing is kept.
        """


class Marks(Protocol):
    """What a person made of the photos."""

    def export_to(self, target: Path | IO[bytes]) -> int:
        """Write every mark, what was taken back too, as lines of JSON; how many. A file is written whole or not at all.

        Raises:
            OSError: it cannot be written.
        """

    def import_from(self, source: IO[bytes], on_bad_line: Callable[[BadLine], None]) -> MergedMarks:
        """Take marks that ``export_to`` wrote: of two of the same kind, the one that was changed last counts.

        A line that is no mark is told to ``on_bad_line``; the others are taken.

        Raises:
            NewerMarksError: a newer photosearch wrote them; nothing is changed.
            OSError: the source cannot be read; what came before is taken.
        """


class Exporting(Protocol):
    """Photos taken out of the library: copies, contact sheets, lists. No photo is changed, no file written over."""

    def plan(self, order: ExportOrder) -> ExportPlan:
        """What an export would do; nothing is written. Blocking.

        Raises:
            ExportError: it cannot be done.
        """

    def carry_out(
        self, order: ExportOrder, on_progress: Callable[[ExportProgress], None], should_stop: Callable[[], bool]
    ) -> ExportOutcome:
        """Do it, blocking. A photo that cannot be exported, a full drive and a stop are told in the outcome.

        Args:
            order: what is wanted.
            on_progress: is called before each photo, on this thread.
            should_stop: is asked several times a second.

        Raises:
            ExportError: it cannot be begun.
        """


class Parts(Protocol):
    """An open library as the surfaces hold it."""

    @property
    def folders(self) -> DataFolders:
        """Where it lies."""

    @property
    def events(self) -> EventBus:
        """What changed."""

    @property
    def settings(self) -> SettingsOwner:
        """The one owner of the settings."""

    @property
    def library(self) -> Library:
        """The watched folders and their photos."""

    @property
    def asking(self) -> Asking:
        """Questions and answers."""

    @property
    def pictures(self) -> Pictures:
        """Photos to look at."""

    @property
    def work(self) -> Work:
        """The background work."""

    @property
    def models(self) -> Models:
        """The encoders."""

    @property
    def tags(self) -> Tags:
        """See ``Tags``."""

    @property
    def marks(self) -> Marks:
        """What a person made."""

    @property
    def exporting(self) -> Exporting:
        """Photos taken out."""
