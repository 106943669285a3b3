import type { Classifier } from "./classifier.ts";
import { ColumnsClassifier } from "./columnsClassifier.ts";
import { KNeighborsClassifier } from "./kNeighborsClassifier.ts";
import { LogisticRegression } from "./logisticRegression.ts";
import { MLPClassifier } from "./mlpClassifier.ts";
import { RandomForestClassifier } from "./randomForestClassifier.ts";
import { GridSearchClassifier } from "./selection/gridSearchClassifier.ts";

const LOADERS: Readonly<Record<string, (json: never) => Classifier>> = {
  ColumnsClassifier: (json) => ColumnsClassifier.load(json, loadClassifier),
  KNeighborsClassifier: (json) => KNeighborsClassifier.load(json),
  LogisticRegression: (json) => LogisticRegression.load(json),
  MLPClassifier: (json) => MLPClassifier.load(json),
  RandomForestClassifier: (json) => RandomForestClassifier.load(json),
  GridSearchClassifier: (json) => GridSearchClassifier.load(json, loadClassifier),
};

/**
 * Restores any classifier from what its `toJSON` returned; the name in the JSON says which class it is.
 * @throws RangeError if it is none of the project's
 * @example
 * import { KNeighborsClassifier, loadClassifier } from "../src/models/index.ts";
 * const model = new KNeighborsClassifier({ nNeighbors: 1 });
 * await model.train({ data: Float64Array.of(0, 9), rows: 2, columns: 1 }, ["Folk", "Rock"]);
 * const again = loadClassifier(JSON.parse(JSON.stringify(model)));
 * await again.predict({ data: Float64Array.of(7), rows: 1, columns: 1 }); // => ["Rock"]
 */
export function loadClassifier(json: unknown): Classifier {
  const { name } = (json ?? {}) as { readonly name?: unknown };
  const load = typeof name === "string" && Object.hasOwn(LOADERS, name) ? LOADERS[name] : undefined;
  if (!load) throw new RangeError(`the saved model is a ${String(name)}; known are ${Object.keys(LOADERS).join(", ")}`);
  return load(json as never);
}
