"""Gives each test image the digit whose average training image is nearest, and writes predictions.csv.

Usage: python3 nearest_mean.py train.csv test.csv
"""

import csv
import sys

import numpy as np


def read(path):
    """Returns the first column (digit or id) and the 64 pixels after it."""
    table = np.loadtxt(path, delimiter=",", skiprows=1)
    return table[:, 0].astype(int), table[:, 1:]


digits, images = read(sys.argv[1])
ids, tests = read(sys.argv[2])

means = np.array([images[digits == digit].mean(axis=0) for digit in range(10)])
predicted = np.array([np.linalg.norm(means - test, axis=1).argmin() for test in tests])

with open("predictions.csv", "w", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["id", "digit"])
    writer.writerows(zip(ids, predicted))
print(f"Wrote predictions.csv with {len(ids)} predictions.")
