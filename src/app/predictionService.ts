import { randomInt } from "node:crypto";
import { basename, join, resolve } from "node:path";
import type { Readable } from "node:stream";
import { FORMAT_TITLES } from "../audio/index.ts";
import type { DataSource, SourceTables } from "../dataset/index.ts";
import type { Config } from "./config.ts";
import { Deployment } from "./draw/deployment.ts";
import { drawRecords } from "./draw/drawRecords.ts";
import type { ModelId } from "../models/index.ts";
import { MODEL_WORDS, SERVED_IDS } from "./draw/modelWords.ts";
import { ModelShelf, type ReadyModel } from "./draw/modelShelf.ts";
import type { HearingModel } from "./hearing/hearingModel.ts";
import { hearingCard } from "./hearing/hearingCard.ts";
import { readHearingModel, SAMPLE_MUSIC, sampleHearingModel } from "./hearing/hearingModels.ts";
import { Problem } from "./problem.ts";
import { openStore } from "./records/openStore.ts";
import { SteadyRecords } from "./records/steadyRecords.ts";
import { ClipResponse, type DrawQuery, type DrawResponse, type ModelCard, type Readiness } from "./schemas.ts";
import type { Tell } from "./tell.ts";
import { Analyser } from "./upload/analyser.ts";
import { readUpload } from "./upload/readUpload.ts";
import { UploadSlots } from "./upload/uploadSlots.ts";

/** The sender of a file, and its claimed length. */
export interface UploadSender {
  /** Distinguishes visitors: `visitorOf`. */
  readonly visitor: string;
  readonly claimedBytes: number | undefined;
}

/** What a file is taken for, and a picture of its content (PNG). */
export interface JudgedClip {
  readonly clip: ClipResponse;
  readonly picture: Uint8Array;
}

/** What judges audio, and its description. */
interface Judge {
  readonly model: HearingModel;
  readonly card: ClipResponse["model"];
}

export interface ServiceOptions {
  readonly config: Config;
  /** The tables that the page draws from. */
  readonly tables: SourceTables;
  /** The project's folder, which contains `data/` and from which relative paths are resolved. */
  readonly root: string;
  readonly tell?: Tell;
  readonly seed?: number;
  /** The models that the page offers; all by default. */
  readonly models?: readonly ModelId[];
}

const LARGEST_SEED = 2 ** 32;
const SAMPLE_MODEL = "hearing.model";

type AudioState = ModelCard["audio"]["state"];

/** What the page and the API do, independent of how they are reached. */
export class PredictionService {
  readonly config: Config;
  readonly deployment: Deployment;
  readonly records: SteadyRecords;
  readonly shelf: ModelShelf;
  readonly #cardData: ModelCard["data"];
  /** The folder for everything kept on disk. */
  readonly #folder: string;
  readonly #tell: Tell;
  readonly #slots: UploadSlots;
  readonly #analyser: Analyser | undefined;
  readonly #stop = new AbortController();
  #background: Promise<void> = Promise.resolve();
  #judge: Judge | undefined;
  #audio: AudioState;

  private constructor(
    { config, root, tell = () => undefined }: ServiceOptions,
    { deployment, records, shelf }: { deployment: Deployment; records: SteadyRecords; shelf: ModelShelf },
  ) {
    this.config = config;
    this.deployment = deployment;
    this.records = records;
    this.shelf = shelf;
    this.#cardData = describeDeployment(deployment);
    this.#folder = resolve(root, config.CACHE);
    this.#tell = tell;
    this.#slots = new UploadSlots(config.UPLOADS_AT_ONCE, config.UPLOAD_MEGABYTES);
    this.#audio = config.UPLOADS === "on" ? "waiting" : "off";
    if (config.UPLOADS === "on") {
      this.#analyser = new Analyser({
        processes: config.UPLOAD_PROCESSES,
        seconds: config.UPLOAD_SECONDS,
        megabytes: config.PROCESS_MEGABYTES,
        minutes: config.UPLOAD_MINUTES,
      });
    }
  }

  /** Stores the held-out records and prepares the first model; the others, and the model that judges audio, follow in the background. */
  static async start(options: ServiceOptions): Promise<PredictionService> {
    const { config, tables, root, tell = () => undefined, seed = 1, models = SERVED_IDS } = options;
    // If a configured model can't be used, say so at once.
    const own = config.MODEL === undefined ? undefined : readHearingModel(resolve(root, config.MODEL), "MODEL");
    const deployment = new Deployment(tables, { seed });
    const folder = resolve(root, config.CACHE);
    const store = await openStore({ mongodb: config.MONGODB_URI, folder: join(folder, "records"), tell });
    let service: PredictionService | undefined;
    try {
      const records = await SteadyRecords.create(store, {
        dataset: deployment.id,
        records: deployment.records(),
        tell,
      });
      tell(`${records.total} held-out ${deployment.rowNoun}s of ${tables.source.title} are in the ${store.kind} store`);
      const shelf = new ModelShelf(deployment, join(folder, "models"), models, cannotSave(tell));
      service = new PredictionService(options, { deployment, records, shelf });
      await service.#prepare(models[0]!);
      if (own) service.#useJudge(own, `(${basename(config.MODEL!)})`);
      service.#background = service.#prepareRest(models.slice(1));
      return service;
    } catch (error) {
      await (service ?? store).close();
      throw error;
    }
  }

  /** Draws records and predicts them; a draw without a seed is counted if requested. */
  async draw({ n, model, seed }: DrawQuery, { counted }: { readonly counted: boolean }): Promise<DrawResponse> {
    const ready = this.#ready(model);
    const draw = await drawRecords({
      source: this.records,
      predictor: ready.predictor,
      remembered: ready.remembered,
      size: n,
      seed: seed ?? randomInt(LARGEST_SEED),
    });
    if (seed === undefined && counted) {
      await this.records.countDraw({ model, records: draw.records.length, right: draw.right });
    }
    const { classes, macroAvg, weightedAvg, support, accuracy } = draw.report;
    return {
      data: describeData(this.deployment.source),
      model,
      seed: draw.seed,
      link: `/?${new URLSearchParams({ n: String(n), model, seed: String(draw.seed) }).toString()}`,
      records: [...draw.records],
      right: draw.right,
      report: {
        classes: classes.map((line) => ({ ...line, label: String(line.label) })),
        accuracy: accuracy!,
        macroAvg,
        weightedAvg,
        support,
      },
      holdOut: { byRow: ready.byRow, byTrack: ready.byTrack },
    };
  }

  /** Receives an audio file and predicts its genre. Nothing of it is kept. */
  async classify(body: Readable, { visitor, claimedBytes }: UploadSender): Promise<JudgedClip> {
    if (!this.#analyser)
      throw new Problem(404, "Audio files are not taken", "This service is set not to take audio files.");
    const judge = this.#judge;
    if (!judge) {
      const failed = this.#audio === "failed";
      throw new Problem(
        503,
        "The model is not ready",
        failed
          ? "The model that judges audio could not be trained; see the service's log."
          : "The model that judges audio is being trained; try again in a minute.",
        failed ? { connection: "close" } : { "retry-after": "30", connection: "close" },
      );
    }
    const { UPLOAD_MEGABYTES, UPLOAD_SECONDS } = this.config;
    const limits = { megabytes: UPLOAD_MEGABYTES, seconds: UPLOAD_SECONDS };
    return this.#slots.receive(visitor, async (upload) => {
      const file = await readUpload(body, claimedBytes, limits, upload.hold);
      const { picture, remarks, ...heard } = await upload.analyse(() => this.#analyser!.analyse(file));
      const judgement = await judge.model.judge(heard);
      const music = judgement.unknown === undefined;
      return { clip: ClipResponse.parse({ music, ...judgement, remarks, model: judge.card }), picture };
    });
  }

  /** What the models are, what they were trained on, how good they are and where they fail. */
  async card(): Promise<ModelCard> {
    const tallies = new Map((await this.records.tallies()).map((tally) => [tally.model, tally]));
    const judge = this.#judge;
    return {
      name: "Song Genre Prediction",
      intendedUse:
        "To see what the prediction page of a student report on music genres did, and how far its predictions can be trusted. Not for " +
        "decisions about music or people.",
      limits: [
        `The models choose among ${this.#cardData.genres.length} genres and nothing else: music of another genre is taken for one of them.`,
        "Accuracy on rows drawn at random says how well a track is recognised of which other parts were learnt; for new music the accuracy by track counts.",
        ...(this.#cardData.isMusic
          ? []
          : ["The records are no music: they are drawn at random from statistics of real music."]),
        "A confidence of a draw is the model's own and is not calibrated.",
      ],
      data: this.#cardData,
      models: [...this.shelf.states].map(([id, state]) => {
        const ready = this.shelf.get(id);
        const { label, title, confidence } = MODEL_WORDS[id];
        const { draws, records, right } = tallies.get(id) ?? { draws: 0, records: 0, right: 0 };
        return {
          id,
          label,
          title,
          state,
          confidence,
          ...(ready ? { holdOut: { byRow: ready.byRow, byTrack: ready.byTrack } } : {}),
          drawn: { draws, records, right },
        };
      }),
      audio: {
        state: this.#audio,
        ...(judge ? { model: judge.card } : {}),
        limits: {
          megabytes: this.config.UPLOAD_MEGABYTES,
          minutes: this.config.UPLOAD_MINUTES,
          formats: [...FORMAT_TITLES],
        },
      },
      store: this.records.kind,
    };
  }

  /** Whether draws can be served: the first model is ready, and the service is not closing. Draws work without the store. */
  async readiness(): Promise<Readiness> {
    const store = await this.records.check();
    const models = Object.fromEntries(this.shelf.states);
    const first = [...this.shelf.states.values()][0];
    const ready = first === "ready" && !this.#stop.signal.aborted;
    return { status: ready ? "ready" : "not ready", store, models, audio: this.#audio };
  }

  /** From now on the service reports that it isn't ready, so that it gets no new traffic. */
  drain(): void {
    this.#stop.abort();
  }

  get isDraining(): boolean {
    return this.#stop.signal.aborted;
  }

  /** Abandons all files that are being analysed. */
  endProcesses(): void {
    this.#analyser?.close();
  }

  async close(): Promise<void> {
    this.drain();
    this.endProcesses();
    await this.#background;
    await this.records.close();
  }

  /** The number of current uploads, how many of them wait for a process, and how many processes have been started for them. */
  get uploads(): { readonly inProgress: number; readonly waiting: number; readonly starts: number } {
    const { waiting = 0, starts = 0 } = this.#analyser ?? {};
    return { inProgress: this.#slots.underWay, waiting, starts };
  }

  /** When each ready model was trained, in milliseconds since 1970. */
  get modelDates(): [model: ModelId, trainedAt: number][] {
    return [...this.shelf.states.keys()].flatMap((id): [ModelId, number][] => {
      const ready = this.shelf.get(id);
      return ready ? [[id, ready.trainedAt]] : [];
    });
  }

  /** The ids of the processes that analyse uploads. */
  get processIds(): number[] {
    return this.#analyser?.processIds ?? [];
  }

  #ready(id: ModelId): ReadyModel {
    const ready = this.shelf.get(id);
    if (ready) return ready;
    const { label } = MODEL_WORDS[id];
    const state = this.shelf.states.get(id);
    if (state === undefined) throw new Problem(404, "There is no such model", `This page doesn't offer ${label}.`);
    if (state === "failed")
      throw new Problem(503, "The model is not ready", `${label} could not be trained; see the service's log.`);
    throw new Problem(503, "The model is not ready", `${label} is being trained; try again in a moment, or take KNN.`, {
      "retry-after": "10",
    });
  }

  async #prepare(id: ModelId): Promise<void> {
    const begin = performance.now();
    const how = await this.shelf.prepare(id, this.#stop.signal);
    const { byRow, byTrack } = this.shelf.get(id)!;
    this.#tell(
      `${MODEL_WORDS[id].label} ${how} in ${seconds(begin)}: right on ${percent(byRow.accuracy)} of held-out rows, ${percent(byTrack.accuracy)} by track`,
      { model: id },
    );
  }

  /**
   * Prepares the other models and the one that judges audio; if one fails, the rest stay in service. The analyser of uploads comes
   * last, unless an upload needed it earlier: at the same time as training, it would take memory that training needs.
   */
  async #prepareRest(ids: readonly ModelId[]): Promise<void> {
    const steps = [
      ...(this.#analyser && !this.#judge ? [{ name: "what judges audio", run: () => this.#prepareJudge() }] : []),
      ...ids.map((id) => ({ name: MODEL_WORDS[id].label, run: () => this.#prepare(id) })),
    ];
    for (const { name, run } of steps) {
      if (this.#stop.signal.aborted) return;
      await run().catch((error: unknown) => {
        if (!this.#stop.signal.aborted) this.#tell(`${name} can't be made ready`, { err: error });
      });
    }
    if (!this.#stop.signal.aborted) this.#analyser?.startAhead();
  }

  async #prepareJudge(): Promise<void> {
    this.#audio = "training";
    try {
      const model = await sampleHearingModel(join(this.#folder, SAMPLE_MODEL), cannotSave(this.#tell));
      this.#useJudge(model, SAMPLE_MUSIC);
    } catch (error) {
      this.#audio = "failed";
      throw error;
    }
  }

  #useJudge(model: HearingModel, music: string): void {
    if (!this.#analyser) return;
    this.#judge = { model, card: hearingCard(model, music) };
    this.#audio = "ready";
    this.#tell(`audio files are judged: ${this.#judge.card.words}`);
  }
}

/** Without its file a model works as well, but must be trained again next time. */
function cannotSave(tell: Tell): (error: unknown) => void {
  return (err) => tell("a model can't be saved, and is used all the same", { err });
}

function describeDeployment({ source, table, trainRows, genres, seed, chance }: Deployment): ModelCard["data"] {
  return {
    ...describeData(source),
    rows: table.X.rows,
    trainRows,
    tracks: new Set(table.track).size,
    genres,
    features: [...table.features],
    sha256: table.sha256,
    seed,
    chance,
  };
}

function describeData(source: DataSource): DrawResponse["data"] {
  return { title: source.title, description: source.description, isMusic: isMusic(source) };
}

function isMusic({ kind }: DataSource): boolean {
  return kind !== "replica";
}

function seconds(begin: number): string {
  return `${((performance.now() - begin) / 1000).toFixed(1)} s`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
