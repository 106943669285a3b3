/** One fit and its scores by our engines, in a separate process so that the peak memory is the model's. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { KNeighborsClassifier, LogisticRegression, RandomForestClassifier } from "../../src/models/index.ts";

const { model, folder, train, test, columns, seed, jobs, trees, scoreTrain } = JSON.parse(process.argv[2]!) as {
  model: "knn" | "rf" | "lr";
  folder: string;
  train: number;
  test: number;
  columns: number;
  seed: number;
  jobs: number;
  trees: number;
  scoreTrain: boolean;
};

function read(name: string, rows: number) {
  const values = readFileSync(join(folder, `${name}.f64`));
  const codes = readFileSync(join(folder, `${name}.i32`));
  return {
    X: { data: new Float64Array(values.buffer, values.byteOffset, rows * columns), rows, columns },
    y: Array.from(new Int32Array(codes.buffer, codes.byteOffset, rows)),
  };
}

const a = read("train", train);
const b = read("test", test);
const classifier = {
  knn: () => new KNeighborsClassifier({ nNeighbors: 3, workers: jobs }),
  rf: () => new RandomForestClassifier({ nEstimators: trees, seed, workers: jobs }),
  lr: () => new LogisticRegression({ workers: jobs }),
}[model]();

const score = async ({ X, y }: ReturnType<typeof read>): Promise<number> => {
  const predicted = await classifier.predict(X);
  return predicted.filter((label, row) => label === y[row]).length / y.length;
};
const begin = performance.now();
await classifier.train(a.X, a.y);
const fitted = performance.now();
const testAccuracy = await score(b);
const tested = performance.now();
const trainAccuracy = scoreTrain ? await score(a) : NaN;
const end = performance.now();
const coefficients = classifier instanceof LogisticRegression ? Array.from(classifier.coefficients.data) : undefined;
console.log(
  JSON.stringify({
    fit: (fitted - begin) / 1000,
    test: (tested - fitted) / 1000,
    train: (end - tested) / 1000,
    testAccuracy,
    trainAccuracy,
    megabytes: process.resourceUsage().maxRSS / 1024,
    coefficients,
  }),
);
