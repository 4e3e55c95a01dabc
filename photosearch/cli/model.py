"""`photosearch model list|install|use|remove|export|optimize`: which encoders there are, and which one answers."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from photosearch.cli.arguments import path
from photosearch.cli.columns import padded
from photosearch.cli.lines import say, say_aside
from photosearch.cli.opening import opened_engine, print_json, wait_with_progress
from photosearch.cli.progress_bar import progress_bar
from photosearch.errors import PhotosearchError, UserError
from photosearch.types.models import EncoderInfo, Installation, ModelSize
from photosearch.types.optimisation import Step, Trial, Verdict
from photosearch.words.failures import terminal_code_sentence, terminal_sentence
from photosearch.words.models import emptied_text, removed_text, takes_text
from photosearch.words.optimisation import step_text
from photosearch.words.quantities import byte_size_text, decimal_text
from photosearch.words.spoken import translate
from photosearch.words.usage import exported_model, file_is_there, no_weights, nothing_to_remove, unknown_model

if TYPE_CHECKING:
    from tqdm import tqdm

    from photosearch.cli.parser import Commands
    from photosearch.engine.engine import Engine

_STATE_COLUMNS = 14
_SUFFIXES = (".pt", ".pth", ".onnx", ".safetensors", ".bin", ".zip")
_SOURCES = ("auto", "huggingface", "hf-mirror", "modelscope", "aliyun")


def register(commands: Commands) -> None:
    """Add the command with its actions."""
    parser = commands.add_parser("model", help=translate("Terminal", "list, install or choose the model"))
    actions = parser.add_subparsers(title=translate("Terminal", "actions"), metavar="ACTION", required=True)
    listing = actions.add_parser("list", help=translate("Terminal", "the models there are"))
    listing.add_argument("--json", action="store_true", help=translate("Terminal", "print one JSON object"))
    listing.set_defaults(run=run_list)
    installing = actions.add_parser("install", help=translate("Terminal", "from a file or folder, or by download"))
    installing.add_argument(
        "model", metavar="NAME|FILE", help=translate("Terminal", "such as ViT-B-16, or weights on disk in any form")
    )
    installing.add_argument(
        "--file", type=path, metavar="FILE", help=translate("Terminal", "the weights of NAME, or their folder")
    )
    installing.add_argument(
        "--source", choices=_SOURCES, default="auto", help=translate("Terminal", "where to download from first")
    )
    installing.set_defaults(run=run_install)
    using = actions.add_parser(
        "use", help=translate("Terminal", "let a model answer; the library is embedded with it first")
    )
    using.add_argument("model", metavar="NAME")
    using.set_defaults(run=run_use)
    exporting = actions.add_parser(
        "export", help=translate("Terminal", "write a model that was made for a computer into one file, for another")
    )
    exporting.add_argument("model", metavar="NAME")
    exporting.add_argument(
        "file", type=path, metavar="FILE.zip", nargs="?", help=translate("Terminal", "by default NAME.zip, here")
    )
    exporting.set_defaults(run=run_export)
    removing = actions.add_parser(
        "remove", help=translate("Terminal", "delete a model with its embeddings and its index, to make room")
    )
    removing.add_argument("model", metavar="NAME")
    removing.set_defaults(run=run_remove)
    optimising = actions.add_parser(
        "optimize",
        aliases=["optimise"],
        help=translate(
            "Terminal", "make an installed Chinese-CLIP faster on this machine (done by itself after installing)"
        ),
    )
    optimising.add_argument(
        "model", metavar="NAME", nargs="?", default="", help=translate("Terminal", "by default the one in use")
    )
    optimising.add_argument(
        "--undo", action="store_true", help=translate("Terminal", "use the model as it was installed again")
    )
    optimising.set_defaults(run=run_optimise)


def run_list(arguments: argparse.Namespace) -> int:
    """Print the models."""
    with opened_engine() as engine:
        active = engine.models.active_name
        encoders = engine.models.encoders()
        sizes = {size.name: size for size in engine.models.sizes()}
    left = [size for name, size in sizes.items() if name not in {info.name for info in encoders}]
    if arguments.json:
        rows = [
            {
                "name": info.name,
                "encoder": info.encoder_id,
                "dim": info.dim,
                "installed": info.is_installed,
                "active": info.name == active,
                "download_bytes": info.download_bytes,
                "takes": _takes_object(sizes.get(info.name)),
            }
            for info in encoders
        ]
        others = [{"name": size.name, "encoder": size.encoder_id, "takes": _takes_object(size)} for size in left]
        print_json({"models": rows, "left_behind": others})
        return 0
    for info in encoders:
        note = takes_text(sizes[info.name]) if info.name in sizes else _to_download(info.download_bytes)
        state = padded(_state(info, active), _STATE_COLUMNS)
        print(f"{info.name:<14} {info.dim:>5}  {state} {note}".rstrip())
    for size in left:
        state = padded(translate("Terminal", "left behind", "by a model"), _STATE_COLUMNS)
        print(f"{size.name:<14} {'':>5}  {state} {takes_text(size)}")
    return 0


def run_remove(arguments: argparse.Namespace) -> int:
    """Delete what a model takes; the one in use stays."""
    with opened_engine() as engine:
        size = _size_of(engine, arguments.model)
        engine.models.remove(size.name)
        is_gone = all(left.name != size.name for left in engine.models.sizes())
    say(removed_text(size) if is_gone else emptied_text(size))
    return 0


def _size_of(engine: Engine, name: str) -> ModelSize:
    sizes = {size.name.lower(): size for size in engine.models.sizes()}
    if name.lower() not in sizes:
        known = {info.name.lower(): info.name for info in engine.models.encoders()}
        if name.lower() in known:
            raise UserError(nothing_to_remove(known[name.lower()]))
        raise UserError(unknown_model(name, [size.name for size in sizes.values()]))
    return sizes[name.lower()]


def _state(info: EncoderInfo, active: str) -> str:
    if info.name == active:
        return translate("Terminal", "active", "a model")
    return translate("Terminal", "installed") if info.is_installed else translate("Terminal", "not installed")


def _takes_object(size: ModelSize | None) -> dict[str, int] | None:
    if size is None:
        return None
    return {
        "weights_bytes": size.weights_bytes,
        "embeddings_bytes": size.embeddings_bytes,
        "index_bytes": size.index_bytes,
    }


def _to_download(size_bytes: int | None) -> str:
    if not size_bytes:
        return ""
    return translate("Terminal", "{size} to download").format(size=byte_size_text(size_bytes))


def run_install(arguments: argparse.Namespace) -> int:
    """Install a model; the one in use stays in use."""
    name, file = _name_and_file(arguments)
    with opened_engine() as engine:
        installed = _install(engine, name, file, arguments.source)
        if installed.verdict is not None:
            _print_trials(installed.verdict)
        said = translate("Terminal", "Installed. `photosearch model use {model}` lets it answer.")
        print(said.format(model=installed.name))
        if installed.is_checkpoint:
            _optimise_if_possible(engine, installed.name)
    return 0


def run_export(arguments: argparse.Namespace) -> int:
    """Write the package of a model into one file."""
    with opened_engine() as engine:
        names = {info.name.lower(): info.name for info in engine.models.encoders()}
        if arguments.model.lower() not in names:
            raise UserError(unknown_model(arguments.model, list(names.values())))
        name = names[arguments.model.lower()]
        target = arguments.file or Path(f"{name}.zip")
        if target.exists():
            raise UserError(file_is_there(target))
        engine.models.export(name, target)
    say(exported_model(name, target))
    return 0


def run_optimise(arguments: argparse.Namespace) -> int:
    """Make the package, or take it away; the library is embedded again the next time photosearch runs."""
    with opened_engine() as engine:
        name = arguments.model or engine.models.active_name
        if arguments.undo:
            undone = translate("Terminal", "{model} runs as it was installed.")
            never = translate("Terminal", "{model} was not optimised.")
            print((undone if engine.models.undo_optimising(name) else never).format(model=name))
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
        print(translate("Terminal", "{model} answers from now on.").format(model=now))
        return 0
    failure = engine.work.last_failure
    elsewhere = translate("Terminal", "another photosearch looks after this library: choose the model there")
    why = terminal_code_sentence(failure.code, failure.detail) if failure else elsewhere
    said = translate("Terminal", "{wanted} cannot be used, {model} goes on answering: {why}")
    say_aside(f"photosearch: {said.format(wanted=wanted, model=now, why=why)}")
    return 2


def _name_and_file(arguments: argparse.Namespace) -> tuple[str, Path | None]:
    """A path in place of the name is a model whose bytes tell which it is."""
    from photosearch.engine.models import installable_models

    known = installable_models()
    name, file = arguments.model, arguments.file
    is_name = name.lower() in (model.lower() for model in known)
    if file is None and not is_name and _is_path(name):
        name, file = "", Path(name)
    if file is None and not is_name:
        raise UserError(unknown_model(name, known))
    if file is not None and not file.exists():
        raise UserError(no_weights(file))
    return name, file


def _is_path(given: str) -> bool:
    return bool(given) and (Path(given).suffix in _SUFFIXES or os.path.sep in given or Path(given).exists())


def _install(engine: Engine, name: str, file: Path | None, source: str) -> Installation:
    with progress_bar(unit="B", unit_scale=True) as bytes_bar, _steps_bar() as steps_bar:

        def on_progress(done: int, total: int | None) -> None:
            bytes_bar.total = total
            bytes_bar.update(done - bytes_bar.n)

        return engine.models.install(
            name,
            file=file,
            source=source,
            is_optimising=False,
            on_progress=on_progress,
            on_step=lambda model, step: _show_step(steps_bar, model, step),
            should_stop=lambda: False,
        )


def _steps_bar() -> tqdm[Any]:
    return progress_bar(total=len(Step), bar_format="{desc}{bar}")


def _show_step(bar: tqdm[Any], name: str, step: Step) -> None:
    bar.set_description_str(f"{step_text(name, step)} ", refresh=False)
    bar.update(list(Step).index(step) - bar.n)
    bar.refresh()


def _optimise_if_possible(engine: Engine, name: str) -> None:
    """After an installation, which is done and stays whatever comes of this."""
    try:
        _print_verdict(name, _optimise(engine, name))
    except KeyboardInterrupt:
        said = translate("Terminal", "Stopped. `photosearch model optimize {model}` does it another time.")
        print(said.format(model=name), file=sys.stderr)
    except PhotosearchError as error:
        said = translate("Terminal", "{model} is used as it is: {why}")
        print(said.format(model=name, why=terminal_sentence(error)), file=sys.stderr)


def _optimise(engine: Engine, name: str) -> Verdict:
    with _steps_bar() as bar:
        return engine.models.optimise(name, on_step=lambda step: _show_step(bar, name, step))


def _print_trials(verdict: Verdict) -> None:
    """What was tried, with its figures."""
    for trial in verdict.trials:
        verb = translate("Terminal", "taken") if trial.is_accepted else translate("Terminal", "refused")
        print(f"  {trial.tower:<5} {trial.precision:<12} {padded(verb, 7)} {_figures(trial)}")


def _print_verdict(name: str, verdict: Verdict) -> None:
    """What was tried, and what came of it."""
    _print_trials(verdict)
    done = translate(
        "Terminal", "{model} is optimised. Photos are embedded with it in the background; until then nothing changes."
    )
    as_it_was = translate("Terminal", "Nothing faster is faithful enough here: {model} is used as it was installed.")
    print((as_it_was if verdict.encoder_id is None else done).format(model=name))


def _figures(trial: Trial) -> str:
    if trial.fidelity is None:
        return trial.detail
    return translate(
        "Terminal", "{speed} times as fast as the original, cosine {cosine}, nearest pictures {agreement}"
    ).format(
        speed=decimal_text(trial.original_seconds / trial.seconds, 1),
        cosine=decimal_text(trial.fidelity.mean_cosine, 4),
        agreement=f"{trial.fidelity.neighbour_agreement:.0%}",
    )
