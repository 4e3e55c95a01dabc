"""macOS: a disk image with the app; signed and notarised where the keys for it are there. Never run but on a Mac."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from photosearch_build.frozen import Frozen, carry_out


def pack(frozen: Frozen, out: Path) -> list[Path]:
    """``photosearch-VERSION-macos.dmg``.

    Raises:
        SetupError: one of Apple's tools failed.
    """
    image = out / f"photosearch-{frozen.version}-macos.dmg"
    for command in commands(frozen.folder.with_suffix(".app"), image, os.environ):
        carry_out(command, command[0], frozen.project / "build" / "build.log")
    return [image]


def commands(app: Path, image: Path, environment: Mapping[str, str]) -> list[list[str]]:
    """What is run, in this order.

    ``PHOTOSEARCH_SIGN_AS`` names a "Developer ID Application" in the key chain, ``PHOTOSEARCH_NOTARY_PROFILE`` a
    profile that ``notarytool store-credentials`` keeps. Without a name the app is signed for this machine only ("-"):
    Apple's processors run nothing that bears no signature.
    """
    name, profile = environment.get("PHOTOSEARCH_SIGN_AS"), environment.get("PHOTOSEARCH_NOTARY_PROFILE")
    hardened = ["--options", "runtime", "--timestamp"] if name else []
    made = [
        ["codesign", "--force", "--deep", *hardened, "--sign", name or "-", str(app)],
        ["hdiutil", "create", "-volname", "photosearch", "-srcfolder", str(app), "-ov", "-format", "ULMO", str(image)],
    ]
    if name and profile:
        made.append(["xcrun", "notarytool", "submit", str(image), "--keychain-profile", profile, "--wait"])
        made.append(["xcrun", "stapler", "staple", str(image)])
    return made
