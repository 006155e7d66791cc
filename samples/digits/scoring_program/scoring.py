"""Compares the digits a participant handed in with the true ones.

Usage: scoring.py INPUT OUTPUT
  INPUT   res/ is the participant's submission: predictions.csv with the columns id and digit;
          ref/ is the reference data: answers.csv (id, digit) and images.csv (id, 64 pixels)
  OUTPUT  scores.json and detailed_results.html go here
"""

import csv
import json
import sys
from pathlib import Path

import numpy as np

import report

# Any exit code but 0 fails the step. 65 (EX_DATAERR in sysexits.h) says: what was handed in cannot be used.
SUBMISSION_AT_FAULT = 65
MOST_BYTES = 1_000_000
HEADER = ["id", "digit"]


class SubmissionFault(Exception):
    """What is wrong with the submission and what its author can do about it, in one message."""


def read_rows(path):
    # utf-8-sig: spreadsheets like to put a byte order mark before the header.
    with path.open(newline="", encoding="utf-8-sig", errors="replace") as file:
        return list(csv.reader(file))


def read_predictions(results, ids):
    """Returns the predicted digit of each id."""
    path = results / "predictions.csv"
    if not path.is_file():
        raise SubmissionFault(why_there_are_none(results))
    if path.stat().st_size > MOST_BYTES:
        raise SubmissionFault(f"predictions.csv has more than {MOST_BYTES:,} bytes; {len(ids)} short lines are enough.")
    try:
        rows = read_rows(path)
    except csv.Error as problem:
        raise SubmissionFault(f"predictions.csv is not a CSV file: {problem}.") from None
    header = [name.strip() for name in rows[0]] if rows else []
    if header != HEADER:
        raise SubmissionFault(
            f"predictions.csv must start with the line 'id,digit'; it starts with {','.join(header)[:60]!r}."
        )
    numbered = [(line, row) for line, row in enumerate(rows[1:], start=2) if row]
    predictions = {}
    for line, row in numbered:
        number, digit = checked(line, row, ids)
        if number in predictions:
            raise SubmissionFault(f"predictions.csv, line {line}: the id {number} occurs a second time.")
        predictions[number] = digit
    missing = [number for number in ids if number not in predictions]
    if missing:
        raise SubmissionFault(
            f"predictions.csv holds {len(predictions)} predictions, but there are {len(ids)} images in test.csv."
            f" Missing: {len(missing)}, the first with id {missing[0]}."
        )
    return predictions


def checked(line, row, ids):
    where = f"predictions.csv, line {line}"
    if len(row) != 2:
        raise SubmissionFault(f"{where}: two values are needed, an id and a digit; there are {len(row)}.")
    number, digit = (value.strip() for value in row)
    if number not in ids:
        raise SubmissionFault(f"{where}: there is no image with the id {number[:40]!r} in test.csv.")
    if len(digit) != 1 or digit not in "0123456789":
        raise SubmissionFault(f"{where}: the digit must be a whole number from 0 to 9; it is {digit[:40]!r}.")
    return number, int(digit)


def why_there_are_none(results):
    found = sorted(path.relative_to(results) for path in results.rglob("*")) if results.is_dir() else []
    nested = next((path for path in found if path.name == "predictions.csv"), None)
    if nested:
        return f"predictions.csv lies in the folder '{nested.parent}'. Zip the file itself, not the folder around it."
    names = ", ".join(str(path) for path in found[:10] if path.name != "metadata") or "nothing"
    return f"There is no predictions.csv in your submission. There is: {names}."


def confusion_matrix(truth, predicted):
    """Counts, for each true digit (row), how often each digit (column) was predicted."""
    matrix = np.zeros((10, 10), dtype=int)
    np.add.at(matrix, (truth, predicted), 1)
    return matrix


def f1_scores(matrix):
    """Returns the harmonic mean of precision and recall of each digit; 0 for a digit that is never right."""
    right = matrix.diagonal()
    return 2 * right / (matrix.sum(axis=0) + matrix.sum(axis=1))


def main(data, output):
    answers = dict(read_rows(data / "ref" / "answers.csv")[1:])
    predictions = read_predictions(data / "res", answers)
    truth = np.array([int(digit) for digit in answers.values()])
    predicted = np.array([predictions[number] for number in answers])

    matrix = confusion_matrix(truth, predicted)
    f1 = f1_scores(matrix)
    right = int(matrix.trace())
    scores = {"accuracy": right / len(truth), "macro_f1": float(f1.mean()), "mistakes": len(truth) - right}
    images = np.array([row[1:] for row in read_rows(data / "ref" / "images.csv")[1:]], dtype=float)
    (output / "scores.json").write_text(json.dumps(scores, indent=2) + "\n")
    (output / "detailed_results.html").write_text(report.page(scores, matrix, f1, images, predicted), encoding="utf-8")
    print(f"{right} of {len(truth)} digits are right.")


if __name__ == "__main__":
    try:
        main(*(Path(argument) for argument in sys.argv[1:3]))
    except SubmissionFault as fault:
        print(fault, file=sys.stderr)
        sys.exit(SUBMISSION_AT_FAULT)
