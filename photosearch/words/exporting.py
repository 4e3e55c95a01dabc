"""What is said of photos that are taken out of the library: what would be, what came of it, and what could not be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from photosearch.types.exporting import ExportOutcome, ExportPlan, NotExported, TargetReason
from photosearch.words.failures import code_sentence
from photosearch.words.problems import problem_text
from photosearch.words.quantities import byte_size_text, photo_count_text
from photosearch.words.spoken import counted, marked, translate

_TARGET_REASONS: dict[TargetReason, str] = {
    TargetReason.AWAY: marked("Exporting", "The drive that it is on is not connected."),
    TargetReason.REFUSED: marked("Exporting", "The drive that the copies go to does not take this file."),
}


def outcome_lines(outcome: ExportOutcome) -> Iterator[str]:
    """What came of an export, the most important first; what could not be exported is told by ``failed_text``."""
    if outcome.folder is not None and not outcome.copied:
        yield translate("Exporting", "Nothing was copied.")
    elif outcome.folder is not None:
        text = translate("Exporting", "{photos} copied to {folder}.")
        yield text.format(photos=photo_count_text(outcome.copied), folder=outcome.folder)
    if outcome.sheets:
        yield translate("Exporting", "Contact sheet: {file}").format(file=_first_of(outcome.sheets))
    if outcome.list_file is not None:
        yield translate("Exporting", "List: {file}").format(file=outcome.list_file)
    if outcome.trouble:
        why = code_sentence(outcome.trouble)
        place = outcome.trouble_path
        yield why if place is None else translate("Exporting", "{place}: {why}").format(place=place, why=why)
    if outcome.is_stopped:
        yield translate("Exporting", "Stopped. What was written so far stays, and is whole.")
    yield from _remarks(outcome)


def failed_text(count: int) -> str:
    """That so many photos could not be exported."""
    return counted("%Ln photo(s) could not be exported.", "", count)


def not_exported_text(failed: NotExported) -> str:
    """Why one photo could not be exported."""
    if isinstance(failed.reason, TargetReason):
        return translate("Exporting", _TARGET_REASONS[failed.reason])
    return problem_text(failed.reason, failed.detail).what


def plan_lines(plan: ExportPlan) -> Iterator[str]:
    """What an export would do, and what may stand in its way."""
    if plan.copies:
        text = translate("Exporting", "{photos}, {size}, would be copied.")
        yield text.format(photos=photo_count_text(len(plan.copies)), size=byte_size_text(plan.size_bytes))
    yield from warning_lines(plan)
    if plan.away:
        yield failed_text(len(plan.away))


def warning_lines(plan: ExportPlan) -> Iterator[str]:
    """What a person should know before an export begins."""
    if plan.copies and plan.free_bytes is not None and plan.free_bytes < plan.size_bytes:
        text = translate("Exporting", "There may not be enough room: {free} are free, the photos take {size}.")
        yield text.format(free=byte_size_text(plan.free_bytes), size=byte_size_text(plan.size_bytes))
    if plan.watched is not None:
        yield watched_text(plan.watched)


def watched_text(folder: Path) -> str:
    """That copies which lie in a watched folder become photos of the library."""
    text = translate("Exporting", '"{folder}" is searched by photosearch: the copies will be found there as well.')
    return text.format(folder=folder.name or folder)


def _remarks(outcome: ExportOutcome) -> Iterator[str]:
    if outcome.renamed:
        yield counted(
            "%Ln copy(s) bear another name: theirs was taken, or not every system takes it.", "", outcome.renamed
        )
    if outcome.rewritten:
        yield counted(
            "%Ln photo(s) were saved as JPEG or PNG: their own format cannot be written.", "", outcome.rewritten
        )
    if outcome.partial:
        yield counted("%Ln photo(s) are damaged: the copy shows what is left.", "", outcome.partial)
    if outcome.sidecars:
        yield counted("%Ln file(s) that tell of the photos were copied with them.", "", outcome.sidecars)
    if outcome.lacks_letters:
        yield translate("Exporting", "No font with Chinese was found: such captions could not be drawn.")
    if outcome.watched is not None:
        yield watched_text(outcome.watched)


def _first_of(files: tuple[Path, ...]) -> str:
    if len(files) == 1:
        return str(files[0])
    return counted("%Ln pages, the first is {file}", "of a contact sheet", len(files)).format(file=files[0])
