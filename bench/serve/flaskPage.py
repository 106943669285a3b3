"""The report's page as it was built: Flask, five held-out records, scikit-learn's KNN and its classification report.

Usage: flaskPage.py FOLDER PORT, where FOLDER holds the parts of the split as bench/serve.bench.ts writes them. It serves
with waitress, in one process, and prints a line once it is ready.
"""

import logging
import sys

import numpy as np
import pandas as pd
from flask import Flask, render_template_string
from sklearn.metrics import classification_report
from sklearn.neighbors import KNeighborsClassifier
from sklearn.preprocessing import StandardScaler
from waitress import serve

PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Song Genre Prediction</title></head>
<body>
<h1>Song Genre Prediction</h1>
<form method="get" action="/"><button type="submit">Click to Update</button></form>
<h2>KNN model predictions</h2>
<h3>Prediction Results:</h3>
{{ results | safe }}
<h3>Classification report:</h3>
{{ report | safe }}
</body>
</html>"""


def main(folder: str, port: int) -> None:
    features = int(open(f"{folder}/columns.txt").read())
    train = np.fromfile(f"{folder}/trainX.f64").reshape(-1, features)
    holdout = np.fromfile(f"{folder}/holdoutX.f64").reshape(-1, features)
    train_genres = open(f"{folder}/trainY.txt").read().split("\n")
    holdout_genres = np.array(open(f"{folder}/holdoutY.txt").read().split("\n"))
    scaler = StandardScaler().fit(train)
    model = KNeighborsClassifier(n_neighbors=3).fit(scaler.transform(train), train_genres)
    random = np.random.default_rng(1)
    app = Flask(__name__)

    @app.get("/")
    def page() -> str:
        rows = random.choice(len(holdout), 5, replace=False)
        predicted = model.predict(scaler.transform(holdout[rows]))
        actual = holdout_genres[rows]
        results = pd.DataFrame({"Prediction": predicted, "Actual": actual}, index=rows)
        report = pd.DataFrame(classification_report(actual, predicted, output_dict=True, zero_division=0)).T
        return render_template_string(PAGE, results=results.to_html(), report=report.to_html())

    # With more connections than threads waitress warns of each request that waits: thousands of lines.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    print("ready", flush=True)
    serve(app, host="127.0.0.1", port=port, threads=4, _quiet=True)


main(sys.argv[1], int(sys.argv[2]))
