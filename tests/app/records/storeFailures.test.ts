import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import type { HeldOutRecord } from "../../../src/app/draw/deployment.ts";
import { openStore } from "../../../src/app/records/openStore.ts";
import type { RecordStore } from "../../../src/app/records/recordStore.ts";
import { SteadyRecords } from "../../../src/app/records/steadyRecords.ts";
import { skipWithoutMongo, startMongo } from "../../support/mongodb.ts";
import { startTestService, until } from "../../support/service.ts";
import { mountSmallDisk, skipWithoutSmallDisk } from "../../support/smallDisk.ts";

const records = Array.from({ length: 1000 }, (_, row): HeldOutRecord => ({
  row,
  filename: `3-${row}.mp3`,
  track: String(row),
  genre: row % 2 ? "Rock" : "Pop",
  features: Array.from({ length: 30 }, (_, i) => row / (i + 3)),
}));
const draw = { model: "knn", records: 5, right: 3 };

/** The records of a store, and what is told of it. */
async function steady(store: RecordStore): Promise<{ records: SteadyRecords; told: string[] }> {
  const told: string[] = [];
  const tell = (message: string): void => void told.push(message);
  return { records: await SteadyRecords.create(store, { dataset: "data", records, tell }), told };
}

describe("a damaged embedded store", async () => {
  const root = mkdtempSync(join(tmpdir(), "damage-"));
  after(() => rmSync(root, { recursive: true }));
  const sound = join(root, "sound");
  const store = await openStore({ folder: sound });
  await store.putRecords("data", records);
  store.countDraw("data", draw);
  await store.saveDraws();
  await store.close();

  const damages: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
    "that is something else": () => Buffer.from("x".repeat(70_000)),
    "that was cut off": (bytes) => bytes.subarray(0, bytes.length >> 1),
    "without its first pages": (bytes) => Buffer.concat([Buffer.alloc(8192), bytes.subarray(8192)]),
    "with zeros inside": (bytes) => Buffer.from(bytes).fill(0, 8192, bytes.length - 8192),
    "with ones inside": (bytes) => Buffer.from(bytes).fill(0xff, 8192, bytes.length - 8192),
  };
  for (const [name, damage] of Object.entries(damages)) {
    it(`${name} is kept beside a new one, and both are named`, async () => {
      const folder = join(root, name.replaceAll(" ", "-"));
      cpSync(sound, folder, { recursive: true });
      const broken = damage(readFileSync(join(sound, "data.mdb")));
      writeFileSync(join(folder, "data.mdb"), broken);
      const told: string[] = [];
      const fresh = await openStore({ folder, tell: (message) => void told.push(message) });
      await fresh.putRecords("data", records);
      assert.deepEqual(await fresh.takeRecords("data", [7, 999]), [records[7], records[999]]);
      await fresh.close();
      assert.equal(told.length, 1);
      const kept = /is damaged; a new one is begun, and what is left of it is in (.+)$/.exec(told[0]!)![1]!;
      assert.ok(readFileSync(join(kept, "data.mdb")).equals(broken));
    });
  }

  it("is not taken for one where it can't be looked at", async () => {
    const folder = join(root, "unseen");
    cpSync(sound, folder, { recursive: true });
    const { execPath } = process;
    process.execPath = "/nowhere/node";
    try {
      await assert.rejects(openStore({ folder }), { name: "ConfigError", message: /^CACHE: .* \(spawn .*ENOENT\)/ });
    } finally {
      process.execPath = execPath;
    }
    assert.deepEqual(
      readdirSync(root).filter((name) => name.startsWith("unseen.damaged")),
      [],
    );
  });

  it("with records that went bad alone gets them anew, and keeps its tallies", async () => {
    const folder = join(root, "values");
    cpSync(sound, folder, { recursive: true });
    const file = join(folder, "data.mdb");
    const bytes = readFileSync(file);
    const at = bytes.indexOf("3-500.mp3");
    assert.ok(at > 0);
    bytes.write("3-666.mp3", at);
    writeFileSync(file, bytes);
    const mended = await openStore({ folder });
    await mended.putRecords("data", records);
    assert.deepEqual(await mended.takeRecords("data", [500]), [records[500]]);
    assert.deepEqual(await mended.tallies("data"), [{ ...draw, draws: 1 }]);
    await mended.close();
    assert.deepEqual(
      readdirSync(root).filter((name) => name.startsWith("values.damaged")),
      [],
    );
  });
});

describe("an embedded store on a disk", { skip: skipWithoutSmallDisk() }, () => {
  it("that is full goes on drawing from memory, and counts those draws when there is room again", async () => {
    const disk = mountSmallDisk(900);
    const unheard: unknown[] = [];
    const hear = (reason: unknown): void => void unheard.push(reason);
    process.on("unhandledRejection", hear);
    const { records: kept, told } = await steady(await openStore({ folder: join(disk.folder, "records") }));
    await kept.countDraw(draw);
    disk.fill();
    for (let i = 0; i < 30; i++) {
      await kept.countDraw(draw);
      assert.deepEqual(await kept.takeRecords([i, 999]), [records[i], records[999]]);
    }
    assert.match(told[0]!, /the store fails: draws go on from memory/);
    assert.equal(kept.isUp, false);
    assert.equal(await kept.check(), false);
    disk.free();
    await until(() => kept.isUp);
    assert.deepEqual(await kept.tallies(), [{ model: "knn", draws: 31, records: 155, right: 93 }]);
    await kept.close();
    disk.remove();
    process.off("unhandledRejection", hear);
    assert.deepEqual(unheard, []);
  });

  it("that can't be written is refused in one line when it is opened", async () => {
    const disk = mountSmallDisk(100);
    disk.setReadOnly();
    await assert.rejects(openStore({ folder: join(disk.folder, "records") }), {
      name: "ConfigError",
      message: /^CACHE: .*records can't keep the records \(.*\); set another folder$/,
    });
    disk.remove();
  });

  it("that is full from the beginning keeps the service from nothing: models and records stay in memory", async () => {
    const disk = mountSmallDisk(64);
    const running = await startTestService({ CACHE: disk.folder, UPLOADS: "off" }, ["knn"]);
    disk.fill();
    for (let i = 0; i < 5; i++) assert.equal((await fetch(`${running.url}/api/draw`)).status, 200);
    const readiness = await fetch(`${running.url}/readyz`);
    assert.equal(readiness.status, 200);
    assert.equal(((await readiness.json()) as { store: boolean }).store, false);
    await running.close();
    disk.remove();
  });
});

describe("a MongoDB store", { skip: skipWithoutMongo() }, () => {
  const tally = async (url: string): Promise<number> => {
    const card = (await (await fetch(`${url}/api/model`)).json()) as { models: { drawn: { draws: number } }[] };
    return card.models[0]!.drawn.draws;
  };
  const draws = async (url: string, count: number): Promise<void> => {
    const statuses = await Promise.all(
      Array.from({ length: count }, async () => (await fetch(`${url}/api/draw`)).status),
    );
    assert.deepEqual(new Set(statuses), new Set([200]));
  };
  const storeAnswers = async (url: string): Promise<boolean> => {
    const readiness = await fetch(`${url}/readyz`);
    assert.equal(readiness.status, 200);
    return ((await readiness.json()) as { store: boolean }).store;
  };

  it("that says nothing, ends, or begins anew loses no draw, each counted once, and keeps nobody waiting", async () => {
    const server = await startMongo();
    after(() => server.stop());
    const running = await startTestService({ MONGODB_URI: server.uri, UPLOADS: "off" }, ["knn"]);
    const { url } = running;
    await draws(url, 20);
    await until(async () => (await tally(url)) === 20);

    server.pause();
    await draws(url, 20);
    await until(async () => !(await storeAnswers(url)));
    await draws(url, 20);
    server.resume();
    await until(() => storeAnswers(url));
    assert.equal(await tally(url), 60);

    await server.kill();
    await draws(url, 20);
    assert.equal(await storeAnswers(url), false);
    await server.restart();
    await until(() => storeAnswers(url));
    assert.equal(await tally(url), 80);
    await running.close();
  });
});
