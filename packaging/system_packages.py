"""What Curator needs from the operating system: finds what is missing and installs it with apt where it may.

Part of the bootstrap: standard library only, and nothing that Python 3.8 cannot read.
"""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

# What Qt's xcb and wayland plugins and its network library load, as `ldd` shows for PySide6 6.12. Asking for
# these first makes one installation of it; `missing_libraries` then looks at what was really installed.
QT_LIBRARIES = [
    "libEGL.so.1",
    "libGL.so.1",
    "libX11-xcb.so.1",
    "libX11.so.6",
    "libdbus-1.so.3",
    "libfontconfig.so.1",
    "libfreetype.so.6",
    "libglib-2.0.so.0",
    "libgssapi_krb5.so.2",
    "libssl.so.3",
    "libwayland-client.so.0",
    "libwayland-cursor.so.0",
    "libwayland-egl.so.1",
    "libxcb-cursor.so.0",
    "libxcb-icccm.so.4",
    "libxcb-image.so.0",
    "libxcb-keysyms.so.1",
    "libxcb-randr.so.0",
    "libxcb-render-util.so.0",
    "libxcb-render.so.0",
    "libxcb-shape.so.0",
    "libxcb-shm.so.0",
    "libxcb-sync.so.1",
    "libxcb-util.so.1",
    "libxcb-xfixes.so.0",
    "libxcb-xkb.so.1",
    "libxcb.so.1",
    "libxkbcommon-x11.so.0",
    "libxkbcommon.so.0",
    "libz.so.1",
    "libzstd.so.1",
]

# The real-window tests: a virtual screen, a window manager, and a program that presses keys.
TEST_TOOLS = {"Xvfb": "xvfb", "openbox": "openbox", "xdotool": "xdotool"}

FONT_PACKAGE = "fonts-dejavu-core"

_FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
_FONT_SUFFIXES = (".ttf", ".otf", ".ttc", ".pfb")
_UNUSUAL_PACKAGES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libz.so.1": "zlib1g",
}
_LOADED_BY_CURATOR = (
    "PySide6/Qt{Core,Gui,Widgets,Network}.abi3.so",
    "PySide6/Qt/lib/libQt6{Core,Gui,Widgets,Network,DBus,Svg,XcbQpa,WaylandClient}.so.6",
    "PySide6/Qt/plugins/{platforms/libqxcb,platforms/libqwayland,platforms/libqoffscreen}.so",
    "PySide6/Qt/plugins/{xcbglintegrations,imageformats,iconengines,tls,wayland-shell-integration}/*.so",
)


class Refusal(Exception):
    """The set-up cannot go on; the text says what a person can do."""


def package_of(soname: str) -> str:
    """Name the Debian package of a shared library: libxcb-cursor.so.0: libxcb-cursor0, libX11.so.6: libx11-6.

    That is Debian's own rule for naming them; the few that keep an older name are listed.
    """
    if soname in _UNUSUAL_PACKAGES:
        return _UNUSUAL_PACKAGES[soname]
    name, _, version = soname.partition(".so.")
    dash = "-" if name[-1].isdigit() else ""
    return (name + dash + version).lower().replace("_", "-")


def absent_libraries(sonames: list[str]) -> list[str]:
    """Give those of `sonames` the system's loader does not find."""
    return [soname for soname in sonames if not _loads(soname)]


def missing_libraries(site_packages: Path) -> list[str]:
    """Give the shared libraries that the installed Qt asks for and the system lacks."""
    files = [str(path) for pattern in _LOADED_BY_CURATOR for path in _glob(site_packages, pattern)]
    if not files or not shutil.which("ldd"):
        return []
    plain = {**os.environ, "LC_ALL": "C"}
    done = subprocess.run(["ldd", *files], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=plain)
    listing = done.stdout.decode("utf-8", "replace")
    # A plugin for a part of Qt that is not installed lacks that part; nobody will load it.
    missing = set(re.findall(r"^\s*(\S+) => not found", listing, re.MULTILINE))
    return sorted(soname for soname in missing if not soname.startswith("libQt6"))


def missing_tools() -> list[str]:
    """Give the programs of the real-window tests that are not installed."""
    return [tool for tool in TEST_TOOLS if not shutil.which(tool)]


def has_fonts() -> bool:
    """Say whether there is any font; without one Qt draws no text."""
    for folder in _FONT_FOLDERS:
        for _, _, names in os.walk(os.path.expanduser(folder)):
            if any(name.lower().endswith(_FONT_SUFFIXES) for name in names):
                return True
    return False


def has_apt() -> bool:
    """Say whether this is a system whose packages come by apt."""
    return shutil.which("apt-get") is not None


def install(packages: list[str], log: Path) -> None:
    """Install Debian packages, or say which command does.

    Raises:
        Refusal: this user may not install packages, there is no apt, or apt failed.
    """
    packages = sorted(set(packages))
    line = "apt-get install -y --no-install-recommends " + " ".join(packages)
    if not has_apt():
        raise Refusal(
            "This system has no apt. Install what Debian calls "
            + ", ".join(packages)
            + " with its own package manager, then run this command again."
        )
    prefix = _privilege()
    if prefix is None:
        raise Refusal(
            "Some system packages are missing and need an administrator. Run\n\n"
            "    sudo apt-get update && sudo " + line + "\n\nand then this command again."
        )
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-o", "DPkg::Lock::Timeout=120"]
    log.write_bytes(b"")
    wanted = [*apt, "install", "-y", "--no-install-recommends", *packages]
    # A fresh machine has no lists, and old lists name files that are gone; either is mended by an update.
    if _run(wanted, log) != 0 and (_run([*apt, "update"], log) != 0 or _run(wanted, log) != 0):
        raise Refusal(
            _complaints(log) + "\napt could not install what is missing. The command was\n\n    " + line
        )


def _privilege() -> list[str] | None:
    """Give what a command needs in front of it to run as the administrator, None if that is not possible."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo"):
        asked = subprocess.run(
            ["sudo", "-n", "true"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
        )
        if asked.returncode == 0:
            return ["sudo", "-n"]
    return None


def _run(command: list[str], log: Path) -> int:
    with log.open("ab") as output:
        return subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, check=False
        ).returncode


def _complaints(log: Path) -> str:
    """Give what apt found wrong, each thing once, or else the end of what it said."""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return "\n".join(dict.fromkeys(line for line in lines if line.startswith("E: ")) or lines[-15:])


def _loads(soname: str) -> bool:
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def _glob(root: Path, pattern: str) -> list[Path]:
    """Find files by a pattern in which one pair of braces lists alternatives."""
    head, brace, rest = pattern.partition("{")
    if not brace:
        return sorted(root.glob(pattern))
    choices, _, tail = rest.partition("}")
    return [path for choice in choices.split(",") for path in _glob(root, head + choice + tail)]


if __name__ == "__main__":
    sys.exit("This is a part of bootstrap.py; run that.")
