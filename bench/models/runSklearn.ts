/** The same fit and scores by scikit-learn: a Python program that takes the same argument and prints the same JSON. */
export const SKLEARN_PROGRAM = `
import json, resource, sys, time
import numpy as np
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier

o = json.loads(sys.argv[1])
def read(name, rows):
    X = np.fromfile(f"{o['folder']}/{name}.f64").reshape(rows, o["columns"])
    return X, np.fromfile(f"{o['folder']}/{name}.i32", dtype=np.int32)
Xa, ya = read("train", o["train"])
Xb, yb = read("test", o["test"])
jobs = o["jobs"]
model = {
    "knn": lambda: KNeighborsClassifier(3, n_jobs=jobs),
    "rf": lambda: RandomForestClassifier(o["trees"], random_state=o["seed"], n_jobs=jobs),
    "lr": lambda: LogisticRegression(max_iter=1000),
    "lr-exact": lambda: LogisticRegression(solver="newton-cholesky", max_iter=1000, tol=1e-12),
}[o["model"]]()
t0 = time.perf_counter()
model.fit(Xa, ya)
t1 = time.perf_counter()
test = model.score(Xb, yb)
t2 = time.perf_counter()
train = model.score(Xa, ya)
t3 = time.perf_counter()
print(json.dumps({"fit": t1 - t0, "test": t2 - t1, "train": t3 - t2, "testAccuracy": test, "trainAccuracy": train,
    "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    "coefficients": model.coef_.ravel().tolist() if hasattr(model, "coef_") else None}))
`;
