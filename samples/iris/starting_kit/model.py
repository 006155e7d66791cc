"""Names the species whose average flower is nearest."""

import numpy as np


class Model:
    def fit(self, X, y):
        self.mean, self.spread = X.mean(axis=0), X.std(axis=0)
        self.species = np.unique(y)
        scaled = self.scaled(X)
        self.centroids = np.array([scaled[y == name].mean(axis=0) for name in self.species])

    def predict(self, X):
        distances = np.linalg.norm(self.scaled(X)[:, None] - self.centroids, axis=2)
        return self.species[distances.argmin(axis=1)]

    def scaled(self, X):
        return (X - self.mean) / self.spread
