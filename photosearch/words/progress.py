"""Puts the background work into words: what it does, how far it is, and why it waits or goes slower."""

from __future__ import annotations

from photosearch.types.progress import IngestPhase, IngestProgress, YieldReason
from photosearch.words.quantities import duration_text, rate_text
from photosearch.words.spoken import marked, number, translate

_PHASES: dict[IngestPhase, str] = {
    IngestPhase.IDLE: marked("Messages", "Up to date"),
    IngestPhase.SCANNING: marked("Messages", "Looking for photos"),
    IngestPhase.ADDING: marked("Messages", "Adding photos"),
    IngestPhase.SWITCHING: marked("Messages", "Preparing photos for the new model"),
    IngestPhase.READING: marked("Messages", "Reading photos again"),
}
_ADDING = (IngestPhase.ADDING, IngestPhase.SWITCHING, IngestPhase.READING)
"""Looking for photos neither waits nor goes slower."""
_WAITS: dict[YieldReason, str] = {
    YieldReason.NOT_NOW: marked("Messages", 'Waiting: "Add photos" is set to "Not now"'),
    YieldReason.BATTERY: marked("Messages", "Waiting: on battery"),
    YieldReason.LOW_BATTERY: marked("Messages", "Waiting: the battery is low or being spared"),
    YieldReason.SEARCH: marked("Messages", "Waiting while you search"),
}
_SLOWER: dict[YieldReason, str] = {
    YieldReason.BATTERY: marked("Messages", "slower: on battery"),
    YieldReason.HEAT: marked("Messages", "slower: the computer is hot"),
    YieldReason.LOAD: marked("Messages", "slower: other programs are busy"),
}


def progress_text(progress: IngestProgress) -> str:
    """The line of the activity bar, such as ``Adding photos 1,204 / 8,412 · 21 photos/s · about 6 minutes``."""
    parts = [f"{phase_text(progress)} {_done_text(progress)}".strip()]
    if progress.is_paused or is_waiting(progress):
        return parts[0]
    reason = progress.pace.reason
    if reason in _SLOWER and progress.phase in _ADDING:
        parts.append(translate("Messages", _SLOWER[reason]))
    if progress.rate_per_s > 0:
        parts.append(rate_text(progress.rate_per_s))
    if progress.eta_s is not None:
        parts.append(duration_text(progress.eta_s))
    return " · ".join(parts)


def phase_text(progress: IngestProgress) -> str:
    """What the background work is doing, or why it waits, in a few words."""
    if progress.is_paused:
        return translate("Messages", "Paused")
    reason = progress.pace.reason
    return translate(
        "Messages", _WAITS[reason] if reason in _WAITS and is_waiting(progress) else _PHASES[progress.phase]
    )


def hint_text(progress: IngestProgress) -> str:
    """What a person can do about work that waits; empty while there is nothing to do."""
    if progress.is_paused or not is_waiting(progress) or progress.pace.reason is YieldReason.SEARCH:
        return ""
    return translate("Messages", "The settings say when photos are added (Background).")


def is_waiting(progress: IngestProgress) -> bool:
    """Whether photos wait to be added."""
    return progress.pace.share == 0 and progress.phase in _ADDING


def _done_text(progress: IngestProgress) -> str:
    if progress.total > 0:
        return f"{number(progress.done)} / {number(progress.total)}"
    return number(progress.done) if progress.done > 0 else ""
