"""Trains the participant's model and lets it name the species of the test flowers.

Usage: ingestion.py INPUT OUTPUT SUBMISSION
  INPUT       train.csv (measurements and species) and test.csv (measurements only)
  OUTPUT      predictions.csv goes here: a header line, then one species a line, in the order of test.csv
  SUBMISSION  the participant's files; model.py must define the class Model

The answers are not in this container: they are mounted for the scoring program alone.
"""

import csv
import importlib
import sys
import time
import traceback
from pathlib import Path

import numpy as np

# Any exit code but 0 fails the step. 65 (EX_DATAERR in sysexits.h) says: what was handed in cannot be used.
SUBMISSION_AT_FAULT = 65


class SubmissionFault(Exception):
    """What is wrong with the submission and what its author can do about it, in one message."""


def read_flowers(path):
    """Returns the four measurements of each flower, and the column after them if there is one."""
    with path.open(newline="") as file:
        rows = list(csv.reader(file))[1:]
    return np.array([row[:4] for row in rows], dtype=float), np.array([row[4] for row in rows if len(row) > 4])


def load_model(submission):
    if not (submission / "model.py").is_file():
        raise SubmissionFault(why_there_is_no_model(submission))
    sys.dont_write_bytecode = True
    sys.path.insert(0, str(submission))
    module = run("the import of model.py", submission, lambda: importlib.import_module("model"))
    if not hasattr(module, "Model"):
        raise SubmissionFault("model.py has no class Model. Define one with the methods fit(X, y) and predict(X).")
    return run("Model()", submission, module.Model)


def why_there_is_no_model(submission):
    nested = sorted(path.relative_to(submission) for path in submission.rglob("model.py"))
    if nested:
        return f"model.py lies in the folder '{nested[0].parent}'. Zip the file itself, not the folder around it."
    found = ", ".join(sorted(path.name for path in submission.iterdir())) or "nothing"
    return f"There is no model.py in your submission. At its top level there is: {found}."


def run(what, submission, action):
    """Runs participant's code. Whatever it does, even calling exit(), ends in a result or a SubmissionFault."""
    try:
        return action()
    except BaseException as problem:  # noqa: B902 - SystemExit and KeyboardInterrupt are failures of the model, too
        traceback.print_exception(type(problem), problem, own_frames(problem.__traceback__, submission))
        raise SubmissionFault(f"Your model failed in {what}: {type(problem).__name__}: {problem}") from None


def own_frames(trace, submission):
    """Leaves out the frames of this program, so that the traceback starts in the participant's file."""
    own = trace
    while own and not own.tb_frame.f_code.co_filename.startswith(str(submission)):
        own = own.tb_next
    return own


def checked(predictions, species, wanted):
    labels = np.asarray(predictions)
    if labels.ndim != 1 or len(labels) != wanted:
        raise SubmissionFault(
            f"predict(X) returned something of shape {labels.shape}; needed is one species for each of the {wanted}"
            f" flowers in X, so the shape ({wanted},)."
        )
    names = [str(label) for label in labels]
    strange = next((name for name in names if name not in species), None)
    if strange is not None:
        raise SubmissionFault(f"predict(X) returned the species {strange!r}; possible are {', '.join(species)}.")
    return names


def main(data, output, submission):
    # A submission without a command of its own is copied to the output first; a predictions.csv in it must not count.
    (output / "predictions.csv").unlink(missing_ok=True)
    measurements, species = read_flowers(data / "train.csv")
    test, _ = read_flowers(data / "test.csv")
    model = load_model(submission)

    print(f"Training on {len(measurements)} flowers.", flush=True)
    start = time.perf_counter()
    run("fit", submission, lambda: model.fit(measurements, species))
    trained = time.perf_counter()
    print(f"Trained in {trained - start:.3f} s. Predicting {len(test)} flowers.", flush=True)
    predictions = run("predict", submission, lambda: model.predict(test))
    names = checked(predictions, sorted(set(species.tolist())), len(test))
    print(f"Predicted in {time.perf_counter() - trained:.3f} s.", flush=True)

    (output / "predictions.csv").write_text("species\n" + "".join(name + "\n" for name in names))


if __name__ == "__main__":
    try:
        main(*(Path(argument) for argument in sys.argv[1:4]))
    except SubmissionFault as fault:
        print(f"\n{fault}", file=sys.stderr)
        sys.exit(SUBMISSION_AT_FAULT)
