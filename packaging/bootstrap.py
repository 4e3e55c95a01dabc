"""The README's two commands: set photosearch up and show it (``demo [FOLDER]``), or check all of it (``test``).

Needs the standard library only. Pythons too old to run the app must still be able to read this file: it has to tell
them so, and it starts again with a fitting Python when there is one.
"""

import os
import shutil
import subprocess
import sys
from typing import List, Optional, Sequence, Tuple  # noqa: UP035 - Python 3.8 and older know no list[str]

SUPPORTED = ((3, 11), (3, 12), (3, 13))
RESTARTED_VARIABLE = "PHOTOSEARCH_BOOTSTRAP_RESTARTED"


def is_supported(version: Tuple[int, int]) -> bool:  # noqa: UP006
    """Whether the app runs on this Python; everything it stands on has ready-made packages for these only."""
    return version in SUPPORTED


def candidate_commands(system: str) -> List[List[str]]:  # noqa: UP006
    """The commands that may start a fitting Python, in the order in which they are tried."""
    commands = [["python{}.{}".format(*version)] for version in SUPPORTED]
    if system == "win32":
        commands += [["py", "-{}.{}".format(*version)] for version in SUPPORTED]
    return commands


def starts_supported_python(command: Sequence[str]) -> bool:
    """Whether the command really starts a Python that fits (a name on the PATH may be an empty promise)."""
    if shutil.which(command[0]) is None:
        return False
    code = "import sys; print('{}.{}'.format(*sys.version_info))"
    try:
        answer = subprocess.run([*command, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return False
    answers = ["{}.{}".format(*version) for version in SUPPORTED]
    return answer.returncode == 0 and answer.stdout.decode("ascii", "replace").strip() in answers


def find_supported_python(system: str) -> Optional[List[str]]:  # noqa: UP006, UP045
    """The command of a Python that fits, or None."""
    for command in candidate_commands(system):
        if starts_supported_python(command):
            return command
    return None


def refusal(version: Tuple[int, int]) -> str:  # noqa: UP006
    """The sentence for a Python that does not fit when no other was found."""
    return (
        "photosearch needs Python 3.11, 3.12 or 3.13; this is Python {}.{}, and none of those was found on the PATH.\n"
        "Install one of them (from python.org, or with your system's package manager), then run the same command "
        "again with it, for example: python3.12 packaging/bootstrap.py demo".format(*version)
    )


def restart(command: Sequence[str], arguments: Sequence[str]) -> int:
    """Runs this file again with another Python and gives back its exit status."""
    environment = dict(os.environ)
    environment[RESTARTED_VARIABLE] = "1"
    return subprocess.call([*command, os.path.abspath(__file__), *arguments], env=environment)  # noqa: PTH100


def main(arguments: Sequence[str]) -> int:
    """Hands over to the set-up proper once a fitting Python runs."""
    version = (sys.version_info[0], sys.version_info[1])
    if not is_supported(version):
        command = None if RESTARTED_VARIABLE in os.environ else find_supported_python(sys.platform)
        if command is None:
            sys.stderr.write(refusal(version) + "\n")
            return 2
        sys.stderr.write("Python {}.{} does not fit; going on with {}.\n".format(*version, " ".join(command)))
        return restart(command, arguments)
    from photosearch_setup.commands import run

    return run(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
