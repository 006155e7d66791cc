"""Makes the data files of the iris and digits samples from the two original files.

Usage: make_data.py FOLDER   where FOLDER holds iris.csv and digits.csv.gz as Debian's package python3-sklearn ships them
                             (/usr/lib/python3/dist-packages/sklearn/datasets/data)

Running it again gives the same files, byte for byte. Only numpy is needed.
"""

import csv
import gzip
import sys
from pathlib import Path

import numpy as np

SAMPLES = Path(__file__).resolve().parent.parent
SPECIES = ("setosa", "versicolor", "virginica")
MEASUREMENTS = ("sepal_length", "sepal_width", "petal_length", "petal_width")
PIXELS = tuple(f"p{row}{column}" for row in range(8) for column in range(8))


def write(path, header, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def make_iris(source):
    with source.open(newline="") as file:
        lines = list(csv.reader(file))[1:]
    flowers = [(*line[:4], SPECIES[int(line[4])]) for line in lines]
    order = np.random.default_rng(4).permutation(len(flowers))
    train, development, final = ([flowers[i] for i in part] for part in np.split(order, [60, 105]))

    iris = SAMPLES / "iris"
    for folder in ("input_data/development", "input_data/final", "public_data", "starting_kit"):
        write(iris / folder / "train.csv", (*MEASUREMENTS, "species"), train)
    for phase, test in (("development", development), ("final", final)):
        write(iris / "input_data" / phase / "test.csv", MEASUREMENTS, [flower[:4] for flower in test])
        write(iris / "reference_data" / phase / "answers.csv", (*MEASUREMENTS, "species"), test)


def make_digits(source):
    with gzip.open(source, "rt") as file:
        images = np.loadtxt(file, delimiter=",").astype(int)
    order = np.random.default_rng(1).permutation(len(images))
    train, test = (images[part] for part in np.split(order, [1297]))

    digits = SAMPLES / "digits"
    write(digits / "public_data/train.csv", ("digit", *PIXELS), [(image[64], *image[:64]) for image in train])
    unlabelled = [(number, *image[:64]) for number, image in enumerate(test, start=1)]
    write(digits / "public_data/test.csv", ("id", *PIXELS), unlabelled)
    write(digits / "reference_data/images.csv", ("id", *PIXELS), unlabelled)
    answers = [(number, image[64]) for number, image in enumerate(test, start=1)]
    write(digits / "reference_data/answers.csv", ("id", "digit"), answers)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    make_iris(Path(sys.argv[1]) / "iris.csv")
    make_digits(Path(sys.argv[1]) / "digits.csv.gz")
