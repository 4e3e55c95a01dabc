"""`photosearch model list|install|use`: which encoders there are, and which one answers."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tqdm import tqdm

from photosearch.cli.session import opened_engine, print_json, wait_with_progress
from photosearch.engine import Engine
from photosearch.errors import UserError

if TYPE_CHECKING:
    from photosearch.cli.parser import Commands

_SOURCES = ("auto", "huggingface", "hf-mirror", "modelscope")


def register(commands: Commands) -> None:
    """Add the command with its three actions."""
    parser = commands.add_parser("model", help="list, install or choose the model")
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="the models there are")
    listing.add_argument("--json", action="store_true", help="print one JSON object")
    listing.set_defaults(run=run_list)
    installing = actions.add_parser("install", help="from a checkpoint file, or by download")
    installing.add_argument("model", metavar="NAME|FILE.pt", help="such as ViT-B-16, or a checkpoint on disk")
    installing.add_argument("--file", type=Path, metavar="FILE.pt", help="the checkpoint of NAME")
    installing.add_argument("--source", choices=_SOURCES, default="auto", help="where to download from first")
    installing.set_defaults(run=run_install)
    using = actions.add_parser("use", help="let a model answer; the library is embedded with it first")
    using.add_argument("model", metavar="NAME")
    using.set_defaults(run=run_use)


def run_list(arguments: argparse.Namespace) -> int:
    """Print the models."""
    with opened_engine() as engine:
        engine.shelf()
        encoders = engine.encoders()
    if arguments.json:
        rows = [
            {
                "name": info.name,
                "encoder": info.encoder_id,
                "dim": info.dim,
                "installed": info.is_installed,
                "active": info.is_active,
                "download_bytes": info.download_bytes,
            }
            for info in encoders
        ]
        print_json({"models": rows})
        return 0
    for info in encoders:
        state = "active" if info.is_active else "installed" if info.is_installed else "not installed"
        size = f"{info.download_bytes / 1e9:.1f} GB to download" if info.download_bytes else ""
        print(f"{info.name:<14} {info.dim:>5}  {state:<14} {'' if info.is_installed else size}".rstrip())
    return 0


def run_install(arguments: argparse.Namespace) -> int:
    """Install a model; the one in use stays in use."""
    name, file = _name_and_file(arguments)
    with opened_engine() as engine:
        _install(engine, name, file, arguments.source)
    print(f"Installed. `photosearch model use {name or 'NAME'}` lets it answer.")
    return 0


def run_use(arguments: argparse.Namespace) -> int:
    """Switch, embedding the library again; until that is done the old model answers."""
    with opened_engine() as engine:
        engine.use_encoder(arguments.model)
        engine.start(is_watching=False)
        wait_with_progress(engine)
        print(f"{engine.active_encoder_name} answers from now on.")
    return 0


def _name_and_file(arguments: argparse.Namespace) -> tuple[str, Path | None]:
    """A path in place of the name is a checkpoint whose shapes tell which model it is."""
    given = Path(arguments.model)
    is_path = arguments.file is None and (given.suffix in (".pt", ".pth") or given.is_file())
    name, file = ("", given) if is_path else (arguments.model, arguments.file)
    if file is not None and not file.is_file():
        raise UserError(f"there is no file {file}. Check the path of the checkpoint.")
    return name, file


def _install(engine: Engine, name: str, file: Path | None, source: str) -> None:
    with tqdm(unit="B", unit_scale=True, disable=not sys.stderr.isatty(), file=sys.stderr) as bar:

        def on_progress(done: int, total: int | None) -> None:
            bar.total = total
            bar.update(done - bar.n)

        engine.install_model(name, file=file, source=source, on_progress=on_progress, should_stop=lambda: False)
