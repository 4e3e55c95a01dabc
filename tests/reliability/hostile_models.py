"""Hands the real program model files that carry code or reach for other files, and looks whether any of it ran."""

from __future__ import annotations

import hashlib
import io
import json
import pickle
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import onnx

from photosearch.embed.known_models import KNOWN_MODELS
from tests.packages import write_colour_package
from tests.photos import write_photos
from tests.program import Program
from tests.reliability.hazard import Hazard, Outcome, Trial

_MODEL = KNOWN_MODELS[0]


class _Call:
    """Pickled, it is a call that is made when it is read."""

    def __init__(self, call: Callable[..., object], *arguments: object) -> None:
        self._call, self._arguments = call, arguments

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return self._call, self._arguments


def carriers(marker: Path) -> Mapping[str, bytes]:
    """Checkpoints by what they do: each of them makes the file ``marker`` where its code is run."""
    command = f"touch {marker}"
    code = f"__import__('pathlib').Path({str(marker)!r}).touch()"
    hidden = {"state_dict": {"module.w": _Call(eval, code)}}
    return {
        "a call of os.system": _archive(pickle.dumps(_by_name("os", "system", command))),
        "a call of eval inside the weights": _archive(pickle.dumps(hidden)),
        "a call of exec": _archive(pickle.dumps(_Call(exec, code))),
        "a call through getattr": _archive(_by_attribute(code)),
        "a pickle without an archive": pickle.dumps(_by_name("os", "system", command)),
        "an entry outside the archive": _archive(pickle.dumps({"state_dict": {}}), f"../../../../{marker}"),
    }


def _by_name(module: str, name: str, argument: str) -> _Call:
    return _Call(getattr(__import__(module), name), argument)


def _by_attribute(code: str) -> bytes:
    """Protocol 0 by hand: ``builtins.getattr(builtins, 'exec')(code)``, without naming exec as a class."""
    text = f"cbuiltins\ngetattr\n(cbuiltins\n__import__\n(Vbuiltins\ntRVexec\ntR(V{code}\ntR."
    return text.encode()


def _archive(index: bytes, *further: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("archive/data.pkl", index)
        archive.writestr("archive/version", "3\n")
        for name in further:
            archive.writestr(name, "escaped")
    return made.getvalue()


def load_checkpoints_with_code(trial: Trial) -> Outcome:
    """Installed by a person, and laid into the models folder by somebody else."""
    marker, program = trial.folder / "it-ran", Program(trial.home)
    library = trial.folder / "library"
    write_colour_package(trial.home / "models" / "starter", name="starter")
    if not trial.is_quick:
        write_photos(library, 2, seed=trial.seed)
        program.run("add", library)
    wrong = []
    all_carriers = carriers(marker)
    chosen = list(all_carriers)[:1] if trial.is_quick else list(all_carriers)
    for what in chosen:
        given = trial.folder / "given.pt"
        given.write_bytes(all_carriers[what])
        placed = trial.home / "models" / _MODEL.file_name
        placed.write_bytes(all_carriers[what])
        commands: list[tuple[str | Path, ...]] = [("model", "install", given)]
        commands += [] if trial.is_quick else [("model", "use", _MODEL.name), ("search", "red")]
        for command in commands:
            done = program.run(*command)
            said = (done.stdout + done.stderr).decode(errors="replace")
            if marker.exists():
                wrong.append(f"{what} ran in {command[0]} {command[1]}")
                marker.unlink()
            if "Traceback" in said or (command[0] == "model" and done.returncode == 0):
                wrong.append(f"{what}: {command[:2]} ended with {done.returncode} and said {said.strip()[-300:]!r}")
        placed.unlink()
    return Outcome(len(chosen), tuple(wrong))


def load_packages_that_reach_out(trial: Trial) -> Outcome:
    """A model package whose weights lie in a file that is not in it."""
    program, library = Program(trial.home), trial.folder / "library"
    secret = trial.folder / "secret.bin"
    secret.write_bytes(bytes(1_000_000))
    write_photos(library, 1, seed=trial.seed)
    write_colour_package(trial.home / "models" / "starter", name="starter")
    program.run("add", library)
    wrong = []
    places = (str(secret), "../../../secret.bin", "secret.bin", "/proc/self/environ")
    for number, place in enumerate(places):
        name = f"package{number}"
        folder = write_colour_package(trial.home / "models" / name, name=name)
        (folder / "secret.bin").write_bytes(bytes(1_000_000))
        _point_outside(folder, place)
        done = program.run("model", "use", name)
        said = (done.stdout + done.stderr).decode(errors="replace")
        if done.returncode == 0 or "Traceback" in said:
            wrong.append(f"data at {place}: ended with {done.returncode} and said {said.strip()[-300:]!r}")
    return Outcome(len(places), tuple(wrong))


def _point_outside(folder: Path, place: str) -> None:
    """Move the image tower's rotation out of the file, and vouch for it in the manifest."""
    model = onnx.load(str(folder / "image.onnx"))
    (rotation,) = (tensor for tensor in model.graph.initializer if tensor.name == "rotation")
    size_bytes = len(rotation.raw_data)
    rotation.ClearField("raw_data")
    rotation.data_location = onnx.TensorProto.EXTERNAL
    for key, value in (("location", place), ("offset", "0"), ("length", str(size_bytes))):
        entry = rotation.external_data.add()
        entry.key, entry.value = key, value
    data = model.SerializeToString()
    (folder / "image.onnx").write_bytes(data)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["files"]["image.onnx"] = {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


HAZARDS = (
    Hazard("checkpoints-that-carry-code", load_checkpoints_with_code),
    Hazard("packages-that-reach-for-other-files", load_packages_that_reach_out, is_in_gate=False),
)
