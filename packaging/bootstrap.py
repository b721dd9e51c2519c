#!/usr/bin/env python3
"""Sets Curator up in this checkout and runs it: `open` the window, or `test` everything.

    python3 packaging/bootstrap.py open [FOLDER|FILE ...]     the sample folder without any
    python3 packaging/bootstrap.py test [pytest options]      linter, type checker, all tests

Needs only a Python, git and the network. What is missing is installed: Python packages, at the locked
versions, into `.venv`; system packages with apt where that is allowed, and otherwise the command that does it
is printed. A second run finds everything in place and starts at once.

Standard library only, and nothing that Python 3.8 cannot read, so that an old one can say that it is too old.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import system_packages
from system_packages import Refusal

NEEDED = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
NOTES = ROOT / ".bootstrap"
IS_WINDOWS = os.name == "nt"
IS_LINUX = sys.platform.startswith("linux")
PYTHON = VENV / ("Scripts/python.exe" if IS_WINDOWS else "bin/python")
LOCKS = {"open": "requirements.lock", "test": "requirements-dev.lock"}


def main(arguments: list[str]) -> int:
    """Do what the command line says and give the exit status."""
    if not arguments or arguments[0] not in LOCKS:
        print((__doc__ or "").strip())
        return 0 if arguments and arguments[0] in ("-h", "--help") else 2
    command, rest = arguments[0], arguments[1:]
    try:
        if sys.version_info < NEEDED:
            return run_with_newer_python(arguments)
        set_up(command)
        return open_window(rest) if command == "open" else run_checks(rest)
    except Refusal as refusal:
        print("\n%s" % refusal, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def run_with_newer_python(arguments: list[str]) -> int:
    """Start again with a Python that is new enough, the one of this system's packages if need be."""
    newer = find_newer_python()
    if newer is None and system_packages.has_apt():
        NOTES.mkdir(exist_ok=True)
        wanted = "python%d.%d" % NEEDED
        with Step("%s, as this is Python %d.%d" % ((wanted,) + sys.version_info[:2])):
            system_packages.install([wanted, wanted + "-venv"], NOTES / "apt.log")
        newer = find_newer_python()
    if newer is None:
        raise Refusal(
            "Curator needs Python %d.%d or newer, and this is %d.%d. "
            "See https://www.python.org/downloads/ for a newer one." % (NEEDED + sys.version_info[:2])
        )
    return subprocess.call([newer, os.path.abspath(__file__)] + arguments)


def find_newer_python() -> str | None:
    """Give the newest Python on the PATH that is new enough."""
    found = (
        shutil.which("python%d.%d" % (NEEDED[0], minor)) for minor in range(NEEDED[1] + 4, NEEDED[1] - 1, -1)
    )
    return next((path for path in found if path), None)


def set_up(command: str) -> None:
    """Bring `.venv` and the system to what `command` needs; nothing to do is found out in milliseconds."""
    stamp = NOTES / ("%s.stamp" % command)
    state = wanted_state(command)
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == state and not tools_missing(command):
        return
    NOTES.mkdir(exist_ok=True)
    install_system_packages(needed_packages(command))
    make_environment()
    with Step("Python packages, as locked in packaging/%s" % LOCKS[command]):
        pip_install(LOCKS[command])
    check_libraries()
    stamp.write_text(wanted_state(command), encoding="utf-8")


def wanted_state(command: str) -> str:
    """Describe everything that, when it changes, makes a new set-up necessary."""
    lock = hashlib.sha256((ROOT / "packaging" / LOCKS[command]).read_bytes()).hexdigest()
    return "%s\n%s\n%s\nwith command\n" % (lock, ROOT, os.path.realpath(PYTHON))


def tools_missing(command: str) -> list[str]:
    """Give the test programs that are missing, where `command` is the one that needs them."""
    return system_packages.missing_tools() if command == "test" and IS_LINUX else []


def needed_packages(command: str) -> list[str]:
    """Give the Debian packages that are missing as far as can be told before Qt is there."""
    if not IS_LINUX:
        return []
    packages = [system_packages.TEST_TOOLS[tool] for tool in tools_missing(command)]
    if not PYTHON.exists() and importlib.util.find_spec("ensurepip") is None:
        packages.append("python%d.%d-venv" % sys.version_info[:2])
    absent = system_packages.absent_libraries(system_packages.QT_LIBRARIES)
    packages += [system_packages.package_of(soname) for soname in absent]
    if not system_packages.has_fonts():
        packages.append(system_packages.FONT_PACKAGE)
    return packages


def install_system_packages(packages: list[str]) -> None:
    """Install what is missing; nothing missing is nothing done."""
    if packages:
        with Step("%d system packages (%s, ...)" % (len(packages), min(packages))):
            system_packages.install(packages, NOTES / "apt.log")


def make_environment() -> None:
    """Make `.venv` unless a working one is there; a `.pth` file in it makes `curator` importable anywhere."""
    if not is_working(PYTHON):
        with Step("Python environment in .venv"):
            made = subprocess.run(
                [sys.executable, "-m", "venv", "--clear", str(VENV)],
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
            )
        if made.returncode != 0:
            raise Refusal(
                made.stdout.decode("utf-8", "replace") + "\nThe Python environment could not be made."
            )
    (site_packages() / "curator-checkout.pth").write_text("%s\n" % ROOT, encoding="utf-8")
    make_command()


def make_command() -> None:
    """Put the command `curator` into `.venv`, as an installation would; -P as in `open_window`."""
    if IS_WINDOWS:
        command, text = VENV / "Scripts" / "curator.cmd", '@"%s" -P -m curator %%*\r\n' % PYTHON
    else:
        command, text = VENV / "bin" / "curator", '#!/bin/sh\nexec "%s" -P -m curator "$@"\n' % PYTHON
    command.write_text(text, encoding="utf-8")
    command.chmod(0o755)


def is_working(python: Path) -> bool:
    """Say whether an environment can run and has pip; not so one of a Python that is gone."""
    if not python.exists():
        return False
    asked = subprocess.run(
        [str(python), "-c", "import pip"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    return asked.returncode == 0


def site_packages() -> Path:
    """Give the folder of `.venv` in which packages lie."""
    code = "import sysconfig; print(sysconfig.get_path('purelib'))"
    asked = subprocess.run([str(PYTHON), "-c", code], stdout=subprocess.PIPE, check=True)
    return Path(os.fsdecode(asked.stdout.strip()))


def pip_install(lock: str) -> None:
    """Install exactly what the lock names, each file checked against its hash."""
    log = NOTES / "pip.log"
    command = [
        str(PYTHON),
        "-m",
        "pip",
        "install",
        "--require-hashes",
        "--no-input",
        "--disable-pip-version-check",
    ]
    with log.open("wb") as output:
        done = subprocess.run(
            command + ["-r", str(ROOT / "packaging" / lock)], env=environment(), stdout=output, stderr=output
        )
    if done.returncode != 0:
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()[-15:]
        raise Refusal(
            "\n".join(lines) + "\nThe Python packages could not be installed (all of it: %s)." % log
        )


def check_libraries() -> None:
    """Look at what the installed Qt really loads, and get the system libraries it still lacks."""
    if not IS_LINUX:
        return
    missing = system_packages.missing_libraries(site_packages())
    install_system_packages([system_packages.package_of(soname) for soname in missing])
    missing = system_packages.missing_libraries(site_packages()) if missing else []
    if missing:
        raise Refusal("Qt needs these system libraries, which are still missing: " + ", ".join(missing))


def open_window(paths: list[str]) -> int:
    """Open the window on `paths` and wait until it is closed."""
    settings = os.environ
    if IS_LINUX and not any(settings.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")):
        raise Refusal(
            "Everything is set up, but there is no screen here: DISPLAY and WAYLAND_DISPLAY are not set."
        )
    # -P: a folder of articles may hold a yaml.py of its own, which must not be run.
    command = [str(PYTHON), "-P", "-m", "curator"] + (paths or [str(ROOT / "resources" / "sample")])
    if IS_WINDOWS:
        return subprocess.call(command, env=environment())
    sys.stdout.flush()
    return os.execve(command[0], command, environment())


def run_checks(options: list[str]) -> int:
    """Run linter, formatter, type checker and all tests, these last, so that their summary is too."""
    checks = [
        ("ruff check", ["-m", "ruff", "check", "--quiet"]),
        ("ruff format", ["-m", "ruff", "format", "--check", "--quiet"]),
        ("mypy", ["-m", "mypy"]),
    ]
    failed = [name for name, command in checks if not passes(name, command)]
    print("pytest", flush=True)
    # On all cores: much of the time tests wait for windows, processes and disks.
    command = [str(PYTHON), "-m", "pytest", "-n", "auto", "--dist", "worksteal"] + options
    status = subprocess.call(command, cwd=str(ROOT), env=environment())
    if status < 0:
        print("pytest did not end by itself: signal %d" % -status)
    if failed:
        print("Failed before the tests, see above: %s" % ", ".join(failed))
    return status or (1 if failed else 0)


def passes(name: str, command: list[str]) -> bool:
    """Run one check; what it says is shown only when it fails."""
    step = Step(name)
    with step:
        done = subprocess.run(
            [str(PYTHON)] + command,
            cwd=str(ROOT),
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        step.has_failed = done.returncode != 0
    if done.returncode != 0:
        print(done.stdout.decode("utf-8", "replace"), flush=True)
    return done.returncode == 0


def environment() -> dict[str, str]:
    """Give the caller's environment without what would put other packages in front of the locked ones."""
    unwanted = ("PYTHONPATH", "PYTHONHOME", "PIP_USER", "PIP_TARGET", "PIP_PREFIX", "QT_PLUGIN_PATH")
    return {name: value for name, value in os.environ.items() if name not in unwanted}


class Step:
    """A line on the terminal for something that takes a while: what it is, then how long it took."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.has_failed = False
        self.started = 0.0

    def __enter__(self) -> Step:
        self.started = time.monotonic()
        print("%s ... " % self.name, end="", flush=True)
        return self

    def __exit__(self, error: object, *rest: object) -> None:
        outcome = "failed" if error or self.has_failed else "%.1f s" % (time.monotonic() - self.started)
        print(outcome, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
