"""Compares the predicted species with the true ones.

Usage: scoring.py INPUT OUTPUT
  INPUT   res/ is what the prediction step left: predictions.csv, and metadata with its exit codes and times;
          ref/ is the reference data: answers.csv with the measurements and the true species
  OUTPUT  scores.json and detailed_results.html go here
"""

import csv
import json
import re
import sys
from pathlib import Path

import report

# Any exit code but 0 fails the step. 65 (EX_DATAERR in sysexits.h) says: what was handed in cannot be used.
SUBMISSION_AT_FAULT = 65
MOST_BYTES = 1_000_000


class SubmissionFault(Exception):
    """What is wrong with the submission and what its author can do about it, in one message."""


def read_rows(path):
    with path.open(newline="", encoding="utf-8", errors="replace") as file:
        return list(csv.reader(file))


def read_metadata(path):
    """Returns the numbers in the file that the worker writes about the prediction step; it is plain YAML."""
    if not path.is_file():
        return {}
    return {
        key: float(value)
        for key, value in re.findall(r"\b(\w+)[\"']?\s*:\s*(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)", path.read_text(errors="replace"))
    }


def read_predictions(results, metadata, species, wanted):
    path = results / "predictions.csv"
    if not path.is_file():
        raise SubmissionFault(why_there_are_none(results, metadata))
    if path.stat().st_size > MOST_BYTES:
        raise SubmissionFault(f"predictions.csv has more than {MOST_BYTES:,} bytes.")
    predictions = [row[0] if row else "" for row in read_rows(path)[1:]]
    if len(predictions) != wanted:
        raise SubmissionFault(f"predictions.csv holds {len(predictions)} predictions; {wanted} are needed.")
    for line, name in enumerate(predictions, start=2):
        if name not in species:
            raise SubmissionFault(
                f"predictions.csv, line {line}: {name[:40]!r} is no species; possible are {', '.join(species)}."
            )
    return predictions


def why_there_are_none(results, metadata):
    found = ", ".join(sorted(path.name for path in results.iterdir())) if results.is_dir() else ""
    code = metadata.get("ingestionExitCode", 0)
    cause = (
        f"The prediction step ended with exit code {code:.0f}, so your model did not get as far as predicting;"
        " the log of that step says where it stopped."
        if code
        else f"The prediction step left: {found or 'nothing'}."
    )
    return f"There are no predictions to score: predictions.csv is missing. {cause}"


def confusion_matrix(truth, predictions, species):
    """Returns for each true species, how often each species was predicted."""
    pairs = list(zip(truth, predictions))
    return [[pairs.count((true, predicted)) for predicted in species] for true in species]


def scores_of(matrix, metadata):
    right = sum(row[i] for i, row in enumerate(matrix))
    flowers = sum(map(sum, matrix))
    recalls = [row[i] / sum(row) for i, row in enumerate(matrix)]
    scores = {
        "accuracy": right / flowers,
        "balanced_accuracy": sum(recalls) / len(recalls),
        "mistakes": flowers - right,
    }
    duration = metadata.get("elapsedTime", metadata.get("ingestionElapsedTime"))
    if duration is None:
        print("The worker did not say how long the prediction step took: no duration.", file=sys.stderr)
    else:
        scores["duration"] = duration
    return scores


def main(data, output):
    answers = read_rows(data / "ref" / "answers.csv")[1:]
    truth = [row[4] for row in answers]
    species = sorted(set(truth))
    metadata = read_metadata(data / "res" / "metadata")
    predictions = read_predictions(data / "res", metadata, species, len(truth))

    matrix = confusion_matrix(truth, predictions, species)
    scores = scores_of(matrix, metadata)
    petals = [(float(row[2]), float(row[3])) for row in answers]
    (output / "scores.json").write_text(json.dumps(scores, indent=2) + "\n")
    (output / "detailed_results.html").write_text(
        report.page(scores, species, matrix, petals, predictions), encoding="utf-8"
    )
    print(f"{len(truth) - scores['mistakes']} of {len(truth)} flowers are right.")


if __name__ == "__main__":
    try:
        main(*(Path(argument) for argument in sys.argv[1:3]))
    except SubmissionFault as fault:
        print(fault, file=sys.stderr)
        sys.exit(SUBMISSION_AT_FAULT)
