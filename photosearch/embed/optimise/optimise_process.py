"""The process in which a model is optimised: it can be ended at any moment, and dies alone when memory runs out."""

from __future__ import annotations

import logging
import os
import pickle
import sys
from collections.abc import Callable

from photosearch.embed.optimise.order import Order
from photosearch.errors import PhotosearchError
from photosearch.own_process import own_process_command
from photosearch.types.optimisation import Step, Verdict

_NICENESS = 10


def main() -> None:
    """Read one pickled ``Order`` from standard input; write pickled steps, then a ``Verdict`` or the failure's text.

    Both ends are this program, over a pipe that nobody else holds.
    """
    answers = os.fdopen(os.dup(1), "wb")
    # Whatever a library prints must not get between the answers.
    os.dup2(2, 1)
    logging.disable(logging.WARNING)
    if sys.platform != "win32":
        os.nice(_NICENESS)
    order: Order = pickle.load(sys.stdin.buffer)  # noqa: S301 - from our own process

    def tell(value: Step | Verdict | str) -> None:
        pickle.dump(value, answers)
        answers.flush()

    tell(_outcome(order, tell))


def _outcome(order: Order, tell: Callable[[Step], None]) -> Verdict | str:
    try:
        from photosearch.embed.optimise.optimise import optimise

        return optimise(order, tell)
    except PhotosearchError as error:
        return error.detail or error.code
    # The process's end: whatever torch or ONNX Runtime raise becomes the text that the app logs and shows.
    except Exception as error:  # noqa: BLE001 - said, not swallowed
        return f"{type(error).__name__}: {error}"


def command() -> list[str]:
    """What starts it."""
    return own_process_command("photosearch.embed.optimise.optimise_process")
