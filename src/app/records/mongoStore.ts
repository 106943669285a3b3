import { randomUUID } from "node:crypto";
import type { Collection, MongoClient } from "mongodb";
import { ConfigError } from "../config.ts";
import type { HeldOutRecord } from "../draw/deployment.ts";
import { type CountedDraw, OwedDraws, type OwedTally, type RecordStore, sumOf, type Tally } from "./recordStore.ts";

/** The number of documents sent at once. */
const BATCH = 1000;
const CONNECT_TIMEOUT = 5000;
/** Give up on a server that is silent for this long; the request may be repeated. */
const SILENCE_TIMEOUT = 2000;
/** Two servers that store the same records at the same time. */
const DUPLICATE_KEY = 11000;
/** A write is acknowledged once it is in the server's journal. */
const WRITE_CONCERN = { w: "majority", journal: true } as const;

interface RecordDocument extends HeldOutRecord {
  readonly _id: string;
  readonly dataset: string;
}

interface DatasetDocument {
  readonly _id: string;
  readonly records: number;
}

interface TallyDocument extends Tally {
  readonly _id: string;
  readonly dataset: string;
}

/** A record store in a MongoDB database, the one named in the connection string ("test" if none is). */
export class MongoStore implements RecordStore {
  readonly kind = "MongoDB";
  readonly patience = SILENCE_TIMEOUT;
  readonly #client: MongoClient;
  readonly #datasets: Collection<DatasetDocument>;
  readonly #records: Collection<RecordDocument>;
  readonly #tallies: Collection<TallyDocument>;
  readonly #owed = new OwedDraws((owed) => this.#addTallies(owed));
  /** Distinguishes this process's tallies from others', and what they have been set to. */
  readonly #process = randomUUID();
  readonly #stored = new Map<string, Tally>();

  private constructor(client: MongoClient) {
    this.#client = client;
    const database = client.db();
    this.#datasets = database.collection("datasets");
    this.#records = database.collection("records");
    this.#tallies = database.collection("tallies");
  }

  /** @throws ConfigError, without the connection string and its password, if no server responds within 5 seconds */
  static async open(uri: string): Promise<MongoStore> {
    const { MongoClient } = await import("mongodb");
    try {
      const client = new MongoClient(uri, {
        serverSelectionTimeoutMS: CONNECT_TIMEOUT,
        connectTimeoutMS: SILENCE_TIMEOUT,
        socketTimeoutMS: SILENCE_TIMEOUT,
        heartbeatFrequencyMS: SILENCE_TIMEOUT,
        writeConcern: WRITE_CONCERN,
        appName: "music-genre-classification",
      });
      await client.connect();
      return new MongoStore(client);
    } catch (error) {
      throw new ConfigError(`MONGODB_URI: no MongoDB answers there (${withoutSecrets((error as Error).message, uri)})`);
    }
  }

  async putRecords(dataset: string, records: readonly HeldOutRecord[]): Promise<void> {
    if ((await this.countRecords(dataset)) === records.length) return;
    for (let from = 0; from < records.length; from += BATCH) {
      const documents = records
        .slice(from, from + BATCH)
        .map((record) => ({ _id: idOf(dataset, record.row), dataset, ...record }));
      // A document from an earlier try is the same record, since ids include the data's checksum.
      await this.#records.insertMany(documents, { ordered: false }).catch(refuseAllButDuplicates);
    }
    // Comes last: a data set that isn't listed here isn't completely stored.
    await this.#datasets.updateOne({ _id: dataset }, { $set: { records: records.length } }, { upsert: true });
  }

  async countRecords(dataset: string): Promise<number> {
    return (await this.#datasets.findOne({ _id: dataset }))?.records ?? 0;
  }

  async takeRecords(dataset: string, rows: readonly number[]): Promise<HeldOutRecord[]> {
    const ids = rows.map((row) => idOf(dataset, row));
    const found = await this.#records.find({ _id: { $in: ids } }).toArray();
    const byRow = new Map(
      found.map(({ row, filename, track, genre, features }) => [row, { row, filename, track, genre, features }]),
    );
    return rows.map((row) => {
      const record = byRow.get(row);
      if (!record) throw new RangeError(`no record ${row} of ${dataset} is stored`);
      return record;
    });
  }

  countDraw(dataset: string, draw: CountedDraw): void {
    this.#owed.count(dataset, draw);
  }

  saveDraws(): Promise<void> {
    return this.#owed.save();
  }

  /**
   * Each process has its own tally, which it only ever sets to everything it has counted, so an update with an unknown outcome can be
   * sent again.
   */
  async #addTallies(owed: readonly OwedTally[]): Promise<void> {
    for (const { dataset, ...tally } of owed) {
      const _id = `${idOf(dataset, tally.model)}/${this.#process}`;
      const { model, ...sum } = sumOf(this.#stored.get(_id), tally);
      const update = (): Promise<unknown> =>
        this.#tallies.updateOne({ _id }, { $max: sum, $setOnInsert: { dataset, model } }, { upsert: true });
      // An update that seemed lost may just have created the document.
      await update().catch((error: unknown) => {
        if ((error as { code?: unknown }).code !== DUPLICATE_KEY) throw error;
        return update();
      });
      this.#stored.set(_id, { model, ...sum });
    }
  }

  async tallies(dataset: string): Promise<Tally[]> {
    const found = await this.#tallies.find({ dataset }).toArray();
    const byModel = new Map<string, Tally>();
    for (const { model, draws, records, right } of found) {
      byModel.set(model, sumOf(byModel.get(model), { model, draws, records, right }));
    }
    return [...byModel.values()].sort((a, b) => (a.model < b.model ? -1 : 1));
  }

  async ping(): Promise<void> {
    await this.#client.db().command({ ping: 1 });
  }

  async close(): Promise<void> {
    await this.#client.close();
  }
}

/** A message in one line, without the address it mentions and the password in that. */
function withoutSecrets(message: string, uri: string): string {
  const password = /^[^/]*\/\/[^:/]*:([^/]+)@/.exec(uri)?.[1];
  const text = message.replaceAll(uri, "the address given").replace(/\s+/g, " ");
  return password === undefined ? text : text.replaceAll(password, "...");
}

function idOf(dataset: string, item: string | number): string {
  return `${dataset}/${item}`;
}

function refuseAllButDuplicates(error: unknown): void {
  const { writeErrors, code } = error as { writeErrors?: readonly { code: number }[]; code?: number };
  const codes = writeErrors && writeErrors.length > 0 ? writeErrors.map((one) => one.code) : [code];
  if (codes.some((one) => one !== DUPLICATE_KEY)) throw error;
}
