"""Certificates made for a test by openssl: an authority of its own, and what it says of a server."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from pathlib import Path

HAS_OPENSSL = shutil.which("openssl") is not None


def _openssl(folder: Path, *arguments: str) -> None:
    subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True, timeout=30)


def make_authority(folder: Path) -> Path:
    """An authority in `folder`; returns its certificate."""
    _openssl(
        folder,
        *("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-noenc"),
        *("-keyout", "ca.key", "-out", "ca.pem", "-days", "2", "-subj", "/CN=Test authority"),
    )
    return folder / "ca.pem"


def make_context(folder: Path, name: str) -> ssl.SSLContext:
    """What a server needs that is called `name`, by the authority in `folder`."""
    _openssl(
        folder,
        *("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-noenc"),
        *("-keyout", "server.key", "-out", "server.csr", "-subj", f"/CN={name}"),
    )
    (folder / "names").write_text(f"subjectAltName=DNS:{name}\n", encoding="ascii")
    _openssl(
        folder,
        *("x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial"),
        *("-days", "2", "-extfile", "names", "-out", "server.pem"),
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.pem", folder / "server.key")
    return context
