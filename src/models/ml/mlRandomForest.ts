import { Matrix as MlMatrix } from "ml-matrix";
import { RandomForestClassifier as Forest } from "ml-random-forest";
import type { FittedModel, TrainingSet } from "../encodedClassifier.ts";
import type { Matrix } from "../../ground/index.ts";
import { toRows } from "./classesOfMl.ts";

type ForestJSON = ReturnType<Forest["toJSON"]>;

/** A random forest by the package ml-random-forest, with trees grown until every leaf is pure. */
export class MlRandomForest implements FittedModel {
  readonly #forest: Forest;
  readonly #classCount: number;

  private constructor(forest: Forest, classCount: number) {
    this.#forest = forest;
    this.#classCount = classCount;
  }

  static fit(
    { X, codes, classCount }: TrainingSet,
    { nEstimators, maxFeatures, seed }: { nEstimators: number; maxFeatures: number; seed: number },
  ): MlRandomForest {
    const forest = new Forest({
      nEstimators,
      seed,
      // The package takes 1 as the share of all features, and rounds other shares down.
      maxFeatures: maxFeatures === 1 ? Math.min(1, 1.5 / X.columns) : maxFeatures,
      replacement: false,
      useSampleBagging: true,
      noOOB: true,
      treeOptions: { minNumSamples: 1, gainThreshold: 0 },
    });
    forest.train(toRows(X), Array.from(codes));
    return new MlRandomForest(forest, classCount);
  }

  static load(model: unknown, classCount: number): MlRandomForest {
    return new MlRandomForest(Forest.load(model as ForestJSON), classCount);
  }

  /** The share of trees that vote for each class. */
  predictProba(X: Matrix): Matrix {
    const columns = this.#classCount;
    const votes = this.#forest.predictionValues(new MlMatrix(toRows(X)));
    const data = new Float64Array(X.rows * columns);
    for (let row = 0; row < X.rows; row++) {
      for (let tree = 0; tree < votes.columns; tree++) data[row * columns + votes.get(row, tree)]! += 1;
    }
    for (let i = 0; i < data.length; i++) data[i]! /= votes.columns;
    return { data, rows: X.rows, columns };
  }

  toJSON(): unknown {
    return JSON.parse(JSON.stringify(this.#forest));
  }
}
