"""Runs every sample submission without containers, in folders laid out like /app, and holds the outcome against what is expected.

Usage: dry_run.py           compares with expected.json and probe/expected/
       dry_run.py --write   writes expected.json anew

For people who change a sample and have no container engine at hand; `./assay run` is the real thing. Needs numpy and PyYAML (Debian:
python3-numpy, python3-yaml). Programs run as you, with your network and your files: use it on these samples, not on strangers' code.
"""

import json
import math
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import yaml

SAMPLES = Path(__file__).resolve().parent.parent
BOARDS = ("iris", "digits", "tiny")
NOT_COMPARED = ("duration",)  # differs from run to run


def command_of(program):
    metadata = program / "metadata.yaml"
    return yaml.safe_load(metadata.read_text())["command"] if metadata.is_file() else None


class Container:
    """A folder that stands in for one container's /app, and the program started in it."""

    def __init__(self, place, step, program, mounts):
        self.app = place
        for name, source in {"program": program, **mounts}.items():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            if name in ("output", "shared"):
                (place / name).symlink_to(source)
            else:
                shutil.copytree(source, place / name)
        variables = {
            "input": "input_data" if step == "predict" or "ingested_program" in mounts else "input",
            "output": "output",
            "program": "program",
            "ingestion_program": "program",
            "submission_program": "ingested_program",
            "hidden": "input/ref",
            "shared": "shared",
        }
        words = re.sub(r"\$(\w+)", lambda found: str(place / variables[found[1]]), command_of(program))
        self.start = time.monotonic()
        self.process = subprocess.Popen(
            shlex.split(words), cwd=place / "program", stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def end(self):
        self.stdout, self.stderr = self.process.communicate(timeout=60)
        self.seconds = time.monotonic() - self.start
        return self


class Run:
    """One submission on one task: prediction, then scoring."""

    def __init__(self, bundle, task, submission):
        with tempfile.TemporaryDirectory() as folder:
            self.place = Path(folder)
            self.bundle, self.task, self.submission = bundle, task, submission
            self.logs = ""
            self.predict()
            self.score()

    def part(self, name):
        return self.bundle / self.task[name] if name in self.task else None

    def folder(self, name):
        path = self.place / name
        path.mkdir()
        return path

    def given(self, **mounts):
        return {name.replace("__", "/"): source for name, source in mounts.items() if source}

    def predict(self):
        self.predictions = self.folder("predictions")
        during_scoring = self.task.get("ingestion_only_during_scoring", False)
        ingestion = None if during_scoring else self.part("ingestion_program")
        command = command_of(self.submission)
        if not command:
            shutil.copytree(self.submission, self.predictions, dirs_exist_ok=True)
        common = self.given(input_data=self.part("input_data"), output=self.predictions)
        own = Container(self.place / "p", "predict", self.submission, common) if command else None
        beside = ingestion and Container(
            self.place / "i",
            "predict",
            ingestion,
            {**common, "ingestion_program": ingestion, "ingested_program": self.submission},
        )
        self.log("predict, submission", own)
        self.log("predict, ingestion", beside)
        seconds = (own or beside).seconds if own or beside else None
        metadata = {
            "exitCode": own.process.returncode if own else None,
            "elapsedTime": seconds,
            "ingestionExitCode": beside.process.returncode if beside else None,
            "ingestionElapsedTime": beside.seconds if beside else None,
        }
        (self.predictions / "metadata").write_text(yaml.safe_dump(metadata))

    def score(self):
        output = self.folder("scores")
        common = self.given(
            input_data=self.part("input_data"), input__res=self.predictions, shared=self.folder("shared")
        )
        reference = self.given(input__ref=self.part("reference_data"))
        scoring = Container(self.place / "s", "score", self.part("scoring_program"), {**common, **reference, "output": output})
        ingestion = self.part("ingestion_program") if self.task.get("ingestion_only_during_scoring") else None
        beside = ingestion and Container(
            self.place / "si",
            "score",
            ingestion,
            {
                **common,
                "ingestion_program": ingestion,
                "ingested_program": self.predictions,
                "output": self.folder("ingestion-output"),
            },
        )
        self.log("score, ingestion", beside)
        self.log("score, scoring", scoring)
        self.exit_code = scoring.process.returncode
        self.message = scoring.stderr.strip()
        self.scores = json.loads((output / "scores.json").read_text()) if self.exit_code == 0 else None
        self.page = output / "detailed_results.html"
        self.page = self.page.read_text() if self.page.is_file() else None

    def log(self, title, container):
        if container:
            container.end()
            self.logs += f"== {title}, exit {container.process.returncode}\n{container.stdout}{container.stderr}"


def phases(bundle):
    competition = yaml.safe_load((bundle / "competition.yaml").read_text())
    tasks = {task["index"]: task for task in competition["tasks"]}
    board = competition["leaderboards"][0]["columns"]
    return [(phase["name"], tasks[phase["tasks"][0]], board) for phase in competition["phases"]]


def outcome(bundle, phase, task, columns):
    """Returns the leaderboard and the failures that the sample submissions make in a phase."""
    runs = {path.name: Run(bundle, task, path) for path in sorted((bundle / "submissions").iterdir())}
    keep_pages(bundle, phase, runs)
    scored = [(name, run.scores) for name, run in runs.items() if run.scores]
    for column in reversed([column for column in columns if column["key"] not in NOT_COMPARED]):
        scored.sort(key=lambda entry: entry[1][column["key"]], reverse=column.get("sorting", "desc") == "desc")
    return {
        "phase": phase,
        "leaderboard": [
            {
                "rank": rank,
                "submission": name,
                "scores": {key: value for key, value in scores.items() if key not in NOT_COMPARED},
            }
            for rank, (name, scores) in enumerate(scored, start=1)
        ],
        "failures": [
            {"submission": name, "scoringExitCode": run.exit_code, "message": run.message}
            for name, run in runs.items()
            if not run.scores
        ],
    }


def keep_pages(bundle, phase, runs):
    """Keeps the detailed results where one can look at them in a browser."""
    folder = Path(tempfile.gettempdir()) / "assay-samples"
    folder.mkdir(exist_ok=True)
    for name, run in runs.items():
        if run.page:
            (folder / f"{bundle.name}-{phase.lower()}-{name}.html").write_text(run.page)


def differences(expected, found, where=""):
    if isinstance(expected, float) and isinstance(found, (int, float)):
        return [] if math.isclose(expected, found, abs_tol=1e-9) else [f"{where}: expected {expected}, found {found}"]
    if isinstance(expected, dict) and isinstance(found, dict):
        keys = sorted(set(expected) | set(found))
        return [line for key in keys for line in differences(expected.get(key), found.get(key), f"{where}/{key}")]
    if isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        pairs = enumerate(zip(expected, found))
        return [line for number, (left, right) in pairs for line in differences(left, right, f"{where}/{number}")]
    return [] if expected == found else [f"{where}: expected {expected!r}, found {found!r}"]


def probe_differences():
    """Holds what the probe lists against probe/expected/. Who may write where, only a real container shows; and folders
    that two programs share are links here, which the probe does not follow."""
    bundle = SAMPLES / "probe"
    lines = []
    for phase, task, _ in phases(bundle):
        for submission in ("code", "files"):
            name = f"{phase.replace(' ', '-')}-{submission}.txt"
            logs = Run(bundle, task, bundle / "submissions" / submission).logs
            listed = re.findall(r"^P (.*) (?:ro|rw)$", logs.replace(" link ", " dir "), re.M)
            expected = re.findall(r"^P (?!\S+ /app/output/)(.*) \S+$", (bundle / "expected" / name).read_text(), re.M)
            lines += [f"probe, {name}: not listed: {line}" for line in sorted(set(expected) - set(listed))]
            lines += [f"probe, {name}: listed too: {line}" for line in sorted(set(listed) - set(expected))]
    return lines


def main(arguments):
    found = {
        "notCompared": list(NOT_COMPARED),
        "tolerance": 1e-9,
        "benchmarks": {
            name: [outcome(SAMPLES / name, *phase) for phase in phases(SAMPLES / name)] for name in BOARDS
        },
    }
    path = SAMPLES / "expected.json"
    if arguments == ["--write"]:
        path.write_text(json.dumps(found, indent=2) + "\n")
        return []
    return differences(json.loads(path.read_text()), found) + probe_differences()


if __name__ == "__main__":
    problems = main(sys.argv[1:])
    print("\n".join(problems) or "Every sample does what is expected of it.")
    sys.exit(1 if problems else 0)
