"""`photosearch model list|install|use|optimize`: which encoders there are, and which one answers."""

from __future__ import annotations

import argparse
import os
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from tqdm import tqdm

from photosearch.cli.arguments import path
from photosearch.cli.lines import say_aside
from photosearch.cli.opening import opened_engine, print_json, wait_with_progress
from photosearch.cli.sentences import error_sentence, unknown_model
from photosearch.engine.engine import Engine
from photosearch.engine.models import installable_models
from photosearch.errors import PhotosearchError, UserError
from photosearch.types.optimisation import Step, Verdict

if TYPE_CHECKING:
    from photosearch.cli.parser import Commands

_STEPS = {
    Step.LOAD: "loading",
    Step.REFERENCE: "measuring it as it is",
    Step.EXPORT: "converting",
    Step.MEASURE: "measuring what came out",
}
_SOURCES = ("auto", "huggingface", "hf-mirror", "modelscope")


def register(commands: Commands) -> None:
    """Add the command with its actions."""
    parser = commands.add_parser("model", help="list, install or choose the model")
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="the models there are")
    listing.add_argument("--json", action="store_true", help="print one JSON object")
    listing.set_defaults(run=run_list)
    installing = actions.add_parser("install", help="from a checkpoint file, or by download")
    installing.add_argument("model", metavar="NAME|FILE.pt", help="such as ViT-B-16, or a checkpoint on disk")
    installing.add_argument("--file", type=path, metavar="FILE.pt", help="the checkpoint of NAME")
    installing.add_argument("--source", choices=_SOURCES, default="auto", help="where to download from first")
    installing.set_defaults(run=run_install)
    using = actions.add_parser("use", help="let a model answer; the library is embedded with it first")
    using.add_argument("model", metavar="NAME")
    using.set_defaults(run=run_use)
    optimising = actions.add_parser(
        "optimize",
        aliases=["optimise"],
        help="make an installed Chinese-CLIP faster on this machine (done by itself after installing)",
    )
    optimising.add_argument("model", metavar="NAME", nargs="?", default="", help="by default the one in use")
    optimising.add_argument("--undo", action="store_true", help="use the model as it was installed again")
    optimising.set_defaults(run=run_optimise)


def run_list(arguments: argparse.Namespace) -> int:
    """Print the models."""
    with opened_engine() as engine:
        active = engine.models.active_name
        encoders = engine.models.encoders()
    if arguments.json:
        rows = [
            {
                "name": info.name,
                "encoder": info.encoder_id,
                "dim": info.dim,
                "installed": info.is_installed,
                "active": info.name == active,
                "download_bytes": info.download_bytes,
            }
            for info in encoders
        ]
        print_json({"models": rows})
        return 0
    for info in encoders:
        state = "active" if info.name == active else "installed" if info.is_installed else "not installed"
        size = f"{info.download_bytes / 1e9:.1f} GB to download" if info.download_bytes else ""
        print(f"{info.name:<14} {info.dim:>5}  {state:<14} {'' if info.is_installed else size}".rstrip())
    return 0


def run_install(arguments: argparse.Namespace) -> int:
    """Install a model; the one in use stays in use."""
    name, file = _name_and_file(arguments)
    with opened_engine() as engine:
        installed = _install(engine, name, file, arguments.source)
        print(f"Installed. `photosearch model use {installed}` lets it answer.")
        _optimise_if_possible(engine, installed)
    return 0


def run_optimise(arguments: argparse.Namespace) -> int:
    """Make the package, or take it away; the library is embedded again the next time photosearch runs."""
    with opened_engine() as engine:
        name = arguments.model or engine.models.active_name
        if arguments.undo:
            was_there = engine.models.undo_optimising(name)
            print(f"{name} runs as it was installed." if was_there else f"{name} was not optimised.")
            return 0
        _print_verdict(name, _optimise(engine, name))
    return 0


def run_use(arguments: argparse.Namespace) -> int:
    """Switch, embedding the library again; until that is done the old model answers."""
    with opened_engine() as engine:
        names = [info.name for info in engine.models.encoders()]
        if arguments.model.lower() not in (name.lower() for name in names):
            raise UserError(unknown_model(arguments.model, names))
        engine.models.use(arguments.model)
        engine.start(is_watching=False)
        wait_with_progress(engine)
        return _tell_who_answers(engine, arguments.model)


def _tell_who_answers(engine: Engine, wanted: str) -> int:
    """A model whose files turn out to be unusable only when it is opened must not pass for the one that answers."""
    now = engine.models.active_name
    if now.lower() == wanted.lower():
        print(f"{now} answers from now on.")
        return 0
    failure = engine.work.last_failure
    why = failure.detail if failure else "another photosearch looks after this library: choose the model there"
    say_aside(f"photosearch: {wanted} cannot be used, {now} goes on answering: {why}")
    return 2


def _name_and_file(arguments: argparse.Namespace) -> tuple[str, Path | None]:
    """A path in place of the name is a checkpoint whose shapes tell which model it is."""
    given = Path(arguments.model)
    is_path = arguments.file is None and (
        given.suffix in (".pt", ".pth") or os.path.sep in arguments.model or given.is_file()
    )
    name, file = ("", given) if is_path else (arguments.model, arguments.file)
    known = installable_models()
    if file is None and name.lower() not in (model.lower() for model in known):
        raise UserError(unknown_model(name, known))
    if file is not None:
        _require_checkpoint(file)
    return name, file


def _require_checkpoint(file: Path) -> None:
    """Every checkpoint is an archive; whether it is one of the five models is found out in installing it."""
    if not file.is_file():
        raise UserError(f"there is no file {file}. Check the path of the checkpoint.")
    if not zipfile.is_zipfile(file):
        raise UserError(f"{file} is no Chinese-CLIP checkpoint, or not all of it is there.")


def _install(engine: Engine, name: str, file: Path | None, source: str) -> str:
    with tqdm(unit="B", unit_scale=True, disable=not sys.stderr.isatty(), file=sys.stderr) as bar:

        def on_progress(done: int, total: int | None) -> None:
            bar.total = total
            bar.update(done - bar.n)

        return engine.models.install(
            name, file=file, source=source, is_optimising=False, on_progress=on_progress, should_stop=lambda: False
        )


def _optimise_if_possible(engine: Engine, name: str) -> None:
    """After an installation, which is done and stays whatever comes of this."""
    try:
        _print_verdict(name, _optimise(engine, name))
    except KeyboardInterrupt:
        print(f"Stopped. `photosearch model optimize {name}` does it another time.", file=sys.stderr)
    except PhotosearchError as error:
        print(f"{name} is used as it is: {error_sentence(error)}", file=sys.stderr)


def _optimise(engine: Engine, name: str) -> Verdict:
    with tqdm(total=len(Step), disable=not sys.stderr.isatty(), file=sys.stderr, bar_format="{desc}{bar}") as bar:

        def on_step(step: Step) -> None:
            bar.set_description_str(f"optimising {name}: {_STEPS[step]} ", refresh=False)
            bar.update(list(Step).index(step) - bar.n)
            bar.refresh()

        return engine.models.optimise(name, on_step=on_step)


def _print_verdict(name: str, verdict: Verdict) -> None:
    """What was tried, with its figures."""
    for trial in verdict.trials:
        took = f"{trial.torch_seconds / trial.seconds:.1f} times as fast as torch"
        found = trial.fidelity
        likeness = f"cosine {found.mean_cosine:.4f}, nearest pictures {found.neighbour_agreement:.0%}" if found else ""
        verb = "taken" if trial.is_accepted else "refused"
        print(f"  {trial.tower:<5} {trial.precision:<12} {verb:<7} {f'{took}, {likeness}' if found else trial.detail}")
    if verdict.encoder_id is None:
        print(f"Nothing faster is faithful enough here: {name} is used as it was installed.")
    else:
        print(f"{name} is optimised. Photos are embedded with it in the background; until then nothing changes.")
