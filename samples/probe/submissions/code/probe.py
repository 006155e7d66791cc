"""Tells what a container can see and write.

Usage: probe.py ROLE OUTPUT   ROLE is submission, ingestion or scoring; OUTPUT is /app/output

Prints one line for each folder and file below /app, sorted by path,

    P ROLE PATH dir|file|link|other ro|rw

where rw means that a file could really be created in the folder, or the file be opened for writing; then a few facts about the container:

    E ROLE NAME VALUE

Plain Python without any package. The copies in the other programs of this bundle are the same, letter for letter.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

OWN = ".probe-"  # our own try-outs, which a probe beside us must not list
LEFT = "from-"  # what a probe leaves when it ends; seen only where it was handed on, not where it may just appear
PATIENCE = 10  # seconds


def entries(app):
    yield app
    for folder, folders, files in os.walk(app):
        for name in folders + files:
            path = Path(folder, name)
            beside_us = path.parent in (app / "output", app / "shared") and name.startswith(LEFT)
            if not name.startswith(OWN) and not beside_us:
                yield path


def kind(path):
    if path.is_symlink():
        return "link"
    return "dir" if path.is_dir() else "file" if path.is_file() else "other"


def writable(path):
    try:
        if path.is_dir():
            tempfile.NamedTemporaryFile(prefix=OWN, dir=path).close()
        else:
            os.close(os.open(path, os.O_WRONLY))
        return "rw"
    except OSError:
        return "ro"


def facts(app):
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines() if ":" in line)
    yield "user", "root" if os.getuid() == 0 else "unprivileged"
    yield "capabilities", int(status["CapEff"], 16)
    yield "no-new-privileges", status["NoNewPrivs"].strip()
    yield "network", ",".join(sorted(os.listdir("/sys/class/net"))) or "nothing"
    yield "home", os.environ.get("HOME", "not set")
    yield "working-directory", os.getcwd()
    for folder in ("/", "/tmp", "/dev/shm"):
        yield folder, writable(Path(folder))


def leave(role, app):
    """Leaves a file in each folder that is handed on or shared; the shared one last, as the sign that all are there."""
    for folder in ("output", "shared"):
        if (app / folder).is_dir():
            (app / folder / f"{LEFT}{role}.txt").write_text(f"Left by the {role} program.\n")


def meet_ingestion(app):
    """In a step where ingestion runs beside us: which of its files do we get to see?"""
    deadline = time.monotonic() + PATIENCE
    sign = app / "shared" / f"{LEFT}ingestion.txt"
    while not sign.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    yield "sees-what-ingestion-shares", "yes" if sign.exists() else "no"
    yield "sees-what-ingestion-outputs", "yes" if (app / "output" / f"{LEFT}ingestion.txt").exists() else "no"


def main(role, app):
    listing = sorted((str("/app" / path.relative_to(app)), kind(path), writable(path)) for path in entries(app))
    for path, what, mode in listing:
        print("P", role, path, what, mode)
    for name, value in facts(app):
        print("E", role, name, value)
    if role != "scoring":
        leave(role, app)
        return
    mode = app / "input/ref/mode.txt"
    if mode.is_file() and mode.read_text().strip() == "ingestion during scoring":
        for name, value in meet_ingestion(app):
            print("E", role, name, value)
    (app / "output/scores.json").write_text('{"ok": 1}\n')


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]).parent)
