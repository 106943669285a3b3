import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { accuracy, readModel, releaseTrainingMemory, saveModel } from "../../models/index.ts";
import type { Deployment, HoldOutOutcome, HoldOutUnit } from "./deployment.ts";
import { GenrePredictor, type Prediction, type SavedPredictor } from "./genrePredictor.ts";
import type { ModelId } from "../../models/index.ts";

/** How often a model is right on its hold-out. */
export interface HoldOutScore {
  readonly accuracy: number;
  /** Held-out rows, and the tracks they come from. */
  readonly rows: number;
  readonly tracks: number;
  /** The share of these rows whose track is in the training part as well. */
  readonly metShare: number;
}

/** A usable model, with what is known about it. */
export interface ReadyModel {
  readonly predictor: GenrePredictor;
  /** Milliseconds since 1970. */
  readonly trainedAt: number;
  /** Its predictions for held-out records so far, by row. */
  readonly remembered: Map<number, Prediction>;
  /** On the page's records, held out row by row. */
  readonly byRow: HoldOutScore;
  /** Of a model of the same kind, trained and tested with whole tracks held out. */
  readonly byTrack: HoldOutScore;
}

/** The results on the hold-out of one of the page's models, and of one of its kind with whole tracks held out. */
export interface HoldOutOutcomes {
  readonly byRow: HoldOutOutcome;
  readonly byTrack: HoldOutOutcome;
}

interface SavedReadyModel extends SavedPredictor {
  readonly deployment: string;
  readonly byRow: HoldOutScore;
  readonly byTrack: HoldOutScore;
}

export type ModelState = "waiting" | "training" | "ready" | "failed";

/**
 * The models of the page: trained one after the other, or taken from the cache if they have been trained before.
 * @example
 * import { Deployment, ModelShelf } from "../src/app/index.ts";
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * const deployment = new Deployment(await loadSource(resolveSource("sample")), { seed: 1 });
 * await new ModelShelf(deployment, "models", ["knn"]).prepare("knn"); // => "trained"
 * await new ModelShelf(deployment, "models", ["knn"]).prepare("knn"); // => "loaded"
 */
export class ModelShelf {
  readonly #deployment: Deployment;
  readonly #cache: string;
  readonly #cannotSave: (error: unknown) => void;
  readonly #models = new Map<ModelId, ReadyModel>();
  readonly #states = new Map<ModelId, ModelState>();

  /**
   * @param cache the folder for trained models
   * @param cannotSave called if one can't be saved there, which is used all the same; without it, that is an error
   */
  constructor(
    deployment: Deployment,
    cache: string,
    ids: readonly ModelId[],
    cannotSave: (error: unknown) => void = (error) => {
      throw error;
    },
  ) {
    this.#deployment = deployment;
    this.#cannotSave = cannotSave;
    this.#cache = cache;
    for (const id of ids) this.#states.set(id, "waiting");
  }

  /** The state of every model, in the order in which they are prepared. */
  get states(): ReadonlyMap<ModelId, ModelState> {
    return this.#states;
  }

  /** The model, if it is ready to use. */
  get(id: ModelId): ReadyModel | undefined {
    return this.#models.get(id);
  }

  /**
   * Prepares a model: loads it, or trains and saves it.
   * @returns where it came from
   */
  async prepare(id: ModelId, signal?: AbortSignal): Promise<"loaded" | "trained"> {
    this.#states.set(id, "training");
    try {
      const saved = this.#load(id);
      this.#models.set(id, saved ?? (await this.#train(id, signal)));
      this.#states.set(id, "ready");
      return saved ? "loaded" : "trained";
    } catch (error) {
      this.#states.set(id, "failed");
      throw error;
    }
  }

  /** Adds and saves a model that was trained on this deployment, with its results on the hold-out. */
  put(predictor: GenrePredictor, outcomes: HoldOutOutcomes): void {
    this.#models.set(predictor.id, this.#save(predictor, outcomes));
    this.#states.set(predictor.id, "ready");
  }

  fileOf(id: ModelId): string {
    return join(this.#cache, `${id}-${this.#deployment.id}.model`);
  }

  /** An unusable file counts as missing: the model is trained again. */
  #load(id: ModelId): ReadyModel | undefined {
    const file = this.fileOf(id);
    if (!existsSync(file)) return undefined;
    try {
      const saved = readModel(file, this.#deployment.table.features) as SavedReadyModel;
      if (saved.id !== id || saved.deployment !== this.#deployment.id) return undefined;
      return {
        predictor: GenrePredictor.load(saved),
        trainedAt: statSync(file).mtimeMs,
        remembered: new Map(),
        byRow: saved.byRow,
        byTrack: saved.byTrack,
      };
    } catch {
      return undefined;
    }
  }

  async #train(id: ModelId, signal: AbortSignal | undefined): Promise<ReadyModel> {
    const deployment = this.#deployment;
    const trained = async (by: HoldOutUnit): Promise<GenrePredictor> => {
      const predictor = await deployment.train(id, by, signal);
      await releaseTrainingMemory();
      return predictor;
    };
    const byTrack = await deployment.holdOut(await trained("track"), "track");
    await releaseTrainingMemory();
    const predictor = await trained("row");
    const byRow = await deployment.holdOut(predictor, "row");
    await releaseTrainingMemory();
    const ready = this.#save(predictor, { byRow, byTrack });
    await releaseTrainingMemory();
    return ready;
  }

  #save(predictor: GenrePredictor, { byRow, byTrack }: HoldOutOutcomes): ReadyModel {
    const ready = {
      predictor,
      trainedAt: Date.now(),
      remembered: new Map<number, Prediction>(),
      byRow: scoreOf(byRow),
      byTrack: scoreOf(byTrack),
    };
    const saved: SavedReadyModel = {
      ...predictor.toJSON(),
      deployment: this.#deployment.id,
      byRow: ready.byRow,
      byTrack: ready.byTrack,
    };
    try {
      saveModel(this.fileOf(predictor.id), saved);
    } catch (error) {
      this.#cannotSave(error);
    }
    return ready;
  }
}

function scoreOf({ actual, predicted, track, metShare }: HoldOutOutcome): HoldOutScore {
  return { accuracy: accuracy(actual, predicted), rows: actual.length, tracks: new Set(track).size, metShare };
}
