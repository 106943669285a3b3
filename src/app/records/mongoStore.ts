import type { Collection, MongoClient } from "mongodb";
import { ConfigError } from "../config.ts";
import type { HeldOutRecord } from "../draw/deployment.ts";
import type { CountedDraw, RecordStore, Tally } from "./recordStore.ts";

/** Documents sent at once. */
const BATCH = 1000;
const CONNECT_TIMEOUT = 5000;
/** Two servers that store the same records at the same time. */
const DUPLICATE_KEY = 11000;
/** A write is acknowledged once it stands in the server's journal. */
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

interface Sum {
  draws: number;
  records: number;
  right: number;
}

/** A record store in a MongoDB database, the one that its connection string names ("test" where it names none). */
export class MongoStore implements RecordStore {
  readonly kind = "MongoDB";
  readonly #client: MongoClient;
  readonly #datasets: Collection<DatasetDocument>;
  readonly #records: Collection<RecordDocument>;
  readonly #tallies: Collection<TallyDocument>;
  /** By tally, the update under way and what the next one will add. */
  readonly #current = new Map<string, Promise<void>>();
  readonly #next = new Map<string, { readonly sum: Sum; readonly stored: Promise<void> }>();

  private constructor(client: MongoClient) {
    this.#client = client;
    const database = client.db();
    this.#datasets = database.collection("datasets");
    this.#records = database.collection("records");
    this.#tallies = database.collection("tallies");
  }

  /** @throws ConfigError, without the connection string and its password, where no server answers within 5 seconds */
  static async open(uri: string): Promise<MongoStore> {
    const { MongoClient } = await import("mongodb");
    try {
      const client = new MongoClient(uri, {
        serverSelectionTimeoutMS: CONNECT_TIMEOUT,
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
      // What an earlier try left is the same record: the id is made of the data's checksum.
      await this.#records.insertMany(documents, { ordered: false }).catch(refuseAllButDuplicates);
    }
    // Comes last: a data set that isn't named here isn't stored completely.
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

  countDraw(dataset: string, { model, records, right }: CountedDraw): Promise<void> {
    const id = idOf(dataset, model);
    const next = this.#next.get(id);
    if (next) {
      // Draws that come while an update is under way go together into the next one.
      next.sum.draws++;
      next.sum.records += records;
      next.sum.right += right;
      return next.stored;
    }
    const sum = { draws: 1, records, right };
    const stored = (this.#current.get(id) ?? Promise.resolve()).then(() => {
      this.#next.delete(id);
      return this.#add(id, { dataset, model }, sum);
    });
    this.#next.set(id, { sum, stored });
    const settled = stored.catch(() => undefined);
    this.#current.set(id, settled);
    return stored;
  }

  async #add(id: string, names: { dataset: string; model: string }, sum: Readonly<Sum>): Promise<void> {
    const update = (): Promise<unknown> =>
      this.#tallies.updateOne({ _id: id }, { $inc: sum, $setOnInsert: names }, { upsert: true });
    // Of two servers' first draws at the same time one finds that the other has just made the document.
    await update().catch((error: unknown) => {
      if ((error as { code?: unknown }).code !== DUPLICATE_KEY) throw error;
      return update();
    });
  }

  async tallies(dataset: string): Promise<Tally[]> {
    const found = await this.#tallies.find({ dataset }).toArray();
    return found
      .map(({ model, draws, records, right }) => ({ model, draws, records, right }))
      .sort((a, b) => (a.model < b.model ? -1 : 1));
  }

  async ping(): Promise<void> {
    await this.#client.db().command({ ping: 1 });
  }

  async close(): Promise<void> {
    await this.#client.close();
  }
}

/** What a message says, in one line, less the address it speaks of and the password in that. */
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
