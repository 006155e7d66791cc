"""Lets the five most similar training flowers vote."""

import numpy as np

NEIGHBOURS = 5


class Model:
    def fit(self, X, y):
        self.mean, self.spread = X.mean(axis=0), X.std(axis=0)
        self.flowers = self.scaled(X)
        self.species, self.labels = np.unique(y, return_inverse=True)

    def predict(self, X):
        distances = np.linalg.norm(self.scaled(X)[:, None] - self.flowers, axis=2)
        nearest = distances.argsort(axis=1, kind="stable")[:, :NEIGHBOURS]
        votes = [np.bincount(self.labels[row], minlength=len(self.species)) for row in nearest]
        return self.species[np.argmax(votes, axis=1)]

    def scaled(self, X):
        return (X - self.mean) / self.spread
