"""Fails in fit, to show what its author gets to see."""


class Model:
    def fit(self, X, y):
        if X.shape[1] != 5:
            raise ValueError(
                f"this model wants 5 measurements a flower, but X has {X.shape[1]}"
                " (this sample fails on purpose)"
            )

    def predict(self, X):
        return ["setosa"] * len(X)
