import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import type { HeldOutRecord } from "../../../src/app/draw/deployment.ts";
import { openStore } from "../../../src/app/records/openStore.ts";
import type { RecordStore } from "../../../src/app/records/recordStore.ts";
import { skipWithoutMongo, startMongo } from "../../support/mongodb.ts";

const records = Array.from({ length: 1234 }, (_, row): HeldOutRecord => ({
  row,
  filename: `3-${row}.mp3`,
  track: String(row),
  genre: row % 2 ? "Rock" : "Pop",
  features: [row, -row / 3, 1e-12 * row, 117.45383522727273],
}));

/** What every store has to do; `open` opens the same one each time. */
function storeTests(open: () => Promise<RecordStore>): void {
  it("gives back records as they were stored, in the order asked for", async () => {
    const store = await open();
    await store.putRecords("data", records);
    assert.equal(await store.countRecords("data"), 1234);
    assert.deepEqual(await store.takeRecords("data", [700, 3, 1233]), [records[700], records[3], records[1233]]);
    await store.close();
  });

  it("keeps what it has been given when it is closed and opened, and takes the same records again", async () => {
    const store = await open();
    assert.equal(await store.countRecords("data"), 1234);
    await store.putRecords("data", records);
    assert.deepEqual(await store.takeRecords("data", [5]), [records[5]]);
    await store.close();
  });

  it("knows no records of other data, and no record that isn't there", async () => {
    const store = await open();
    assert.equal(await store.countRecords("other"), 0);
    await assert.rejects(store.takeRecords("other", [0]), /no record 0 of other/);
    await assert.rejects(store.takeRecords("data", [0, 1234]), /no record 1234 of data/);
    await store.close();
  });

  it("counts draws by model and data set, also when many come at once", async () => {
    const store = await open();
    assert.deepEqual(await store.tallies("data"), []);
    await Promise.all(
      Array.from({ length: 40 }, (_, i) => {
        store.countDraw("data", { model: i % 4 ? "knn" : "lr", records: 5, right: i % 3 });
        return store.saveDraws();
      }),
    );
    store.countDraw("other", { model: "knn", records: 50, right: 50 });
    await store.saveDraws();
    assert.deepEqual(await store.tallies("data"), [
      { model: "knn", draws: 30, records: 150, right: 30 },
      { model: "lr", draws: 10, records: 50, right: 9 },
    ]);
    await store.close();
  });

  it("adds to what it has counted before, from two servers at the same time too", async () => {
    const stores = [await open(), await open()];
    for (let round = 0; round < 5; round++) {
      await Promise.all(
        stores.map((store) => {
          store.countDraw("data", { model: "knn", records: 5, right: 2 });
          return store.saveDraws();
        }),
      );
    }
    for (const store of stores)
      assert.deepEqual((await store.tallies("data"))[0], { model: "knn", draws: 40, records: 200, right: 50 });
    for (const store of stores) await store.close();
  });

  it("answers while it is open", async () => {
    const store = await open();
    await store.ping();
    await store.close();
  });
}

describe("the embedded store", () => {
  const folder = mkdtempSync(join(tmpdir(), "store-"));
  after(() => rmSync(folder, { recursive: true }));
  storeTests(() => openStore({ folder }));
});

describe("the MongoDB store", { skip: skipWithoutMongo() }, async () => {
  const server = skipWithoutMongo() ? undefined : await startMongo();
  after(() => server?.stop());
  storeTests(() => openStore({ mongodb: server!.uri, folder: "not used" }));
});

describe("openStore", () => {
  it("says in one line, without the password, where no MongoDB answers", async () => {
    const mongodb = "mongodb://user:secret@127.0.0.1:1/genres?serverSelectionTimeoutMS=200";
    await assert.rejects(openStore({ mongodb, folder: "not used" }), ({ message }: Error) => {
      assert.match(message, /^MONGODB_URI: no MongoDB answers there \(.*\)$/);
      assert.doesNotMatch(message, /secret/);
      return true;
    });
  });
});
