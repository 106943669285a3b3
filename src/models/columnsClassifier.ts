import { checkMatrix } from "./checkInput.ts";
import type { Classifier, Label, TrainOptions } from "./classifier.ts";
import { card, DISPLAY, type Matrix, type Shown } from "../ground/index.ts";

const NAME = "ColumnsClassifier";

export interface ColumnsClassifierJSON {
  readonly name: typeof NAME;
  readonly columns: readonly number[];
  readonly model: unknown;
}

/**
 * A model that sees only some of the columns, so that feature selection can be part of a search.
 * @example
 * import { ColumnsClassifier, KNeighborsClassifier } from "../src/models/index.ts";
 * // The first column tells the genres apart, the second is noise.
 * const X = { data: Float64Array.of(0, 7, 1, 3, 8, 2, 9, 6), rows: 4, columns: 2 };
 * const model = new ColumnsClassifier([0], new KNeighborsClassifier({ nNeighbors: 1 }));
 * await model.train(X, ["Folk", "Folk", "Rock", "Rock"]);
 * await model.predict({ data: Float64Array.of(2, 2), rows: 1, columns: 2 }); // => ["Folk"]
 */
export class ColumnsClassifier implements Classifier {
  readonly #columns: readonly number[];
  readonly #model: Classifier;

  /** @throws RangeError if there are no columns */
  constructor(columns: readonly number[], model: Classifier) {
    if (columns.length === 0) throw new RangeError("a ColumnsClassifier needs at least one column");
    this.#columns = columns;
    this.#model = model;
  }

  /** @param loadModel restores the inner model, such as `loadClassifier` */
  static load(json: ColumnsClassifierJSON, loadModel: (json: unknown) => Classifier): ColumnsClassifier {
    if (json.name !== NAME) throw new RangeError(`the saved model is a ${String(json.name)}; expected a ${NAME}`);
    return new ColumnsClassifier(json.columns, loadModel(json.model));
  }

  /** The inner model. */
  get model(): Classifier {
    return this.#model;
  }

  get classes(): readonly Label[] {
    return this.#model.classes;
  }

  async train(X: Matrix, y: readonly Label[], options: TrainOptions = {}): Promise<void> {
    await this.#model.train(this.#take(X), y, options);
  }

  async predict(X: Matrix): Promise<Label[]> {
    return this.#model.predict(this.#take(X));
  }

  async predictProba(X: Matrix): Promise<Matrix> {
    return this.#model.predictProba(this.#take(X));
  }

  /** How a notebook shows the model: what it is, and the numbers of the columns it sees. */
  [DISPLAY](): Shown {
    return card(NAME, [
      ["model", this.#model.constructor.name],
      ["columns", this.#columns.join(", ")],
    ]);
  }

  toJSON(): ColumnsClassifierJSON {
    return { name: NAME, columns: this.#columns, model: this.#model.toJSON() };
  }

  /** @throws RangeError if `X` lacks a column, is empty or not finite */
  #take(X: Matrix): Matrix {
    checkMatrix(X);
    const missing = this.#columns.find((column) => !(column >= 0 && column < X.columns));
    if (missing !== undefined) throw new RangeError(`X has ${X.columns} columns; the model needs column ${missing}`);
    const width = this.#columns.length;
    const data = new Float64Array(X.rows * width);
    for (let row = 0; row < X.rows; row++) {
      for (let j = 0; j < width; j++) data[row * width + j] = X.data[row * X.columns + this.#columns[j]!]!;
    }
    return { data, rows: X.rows, columns: width };
  }
}
