import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, describe, it } from "node:test";
import { encodeWav } from "../support/encodeWav.ts";
import { skipWithoutRedis, startRedis } from "../support/redis.ts";
import { SIGNATURE, signedServer, type SignedServer } from "../support/signedServer.ts";
import { testSignal } from "../support/testSignal.ts";

const PROJECT = resolve(import.meta.dirname, "../..");
const SECRET = /5ecret|pass-word|Amz|key/;

describe("npm run extract of addresses", { timeout: 600_000 }, () => {
  const root = mkdtempSync(join(tmpdir(), "extract-addresses-"));
  const [music, list] = [join(root, "music"), join(root, "list.txt")];
  const running = new Set<ChildProcess>();
  let server: SignedServer;

  before(async () => {
    server = await signedServer();
    const lines: string[] = [];
    for (let i = 0; i < 6; i++) {
      const folder = ["Rock", "Folk"][i % 2]!;
      const clip = encodeWav([testSignal(3, 80 + i)]);
      mkdirSync(join(music, folder), { recursive: true });
      writeFileSync(join(music, folder, `clip ${i}.wav`), clip);
      server.files.set(`bucket/${folder}/clip ${i}.wav`, clip);
      lines.push(`http://${server.host}/bucket/${folder}/clip%20${i}.wav?${SIGNATURE}`);
    }
    server.files.set("bucket/Rock/broken.mp3", Buffer.from("no music"));
    lines[0] = lines[0]!.replace("http://", "http://me:pass-word@").split("?")[0]!;
    for (const more of ["none.wav", "failing.wav", "cut.wav", "broken.mp3"]) {
      lines.push(`http://${server.host}/bucket/Rock/${more}?${SIGNATURE}`);
    }
    lines.push(`http://${server.host}/bucket/Rock/refused.wav?X-Amz-Signature=5ecret-0`);
    server.files.set("bucket/Rock/cut.wav", encodeWav([testSignal(3)]));
    server.files.set("bucket/Rock/failing.wav", encodeWav([testSignal(3)]));
    writeFileSync(list, lines.join("\n"));
  });
  after(async () => {
    for (const child of running) child.kill("SIGKILL");
    await server.close();
    rmSync(root, { recursive: true });
  });

  function start(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
    // Twelve times each, as a worker's three tries are of four requests each.
    server.troubles.set("bucket/Rock/failing.wav", Array(12).fill({ status: 500 }));
    server.troubles.set("bucket/Rock/cut.wav", Array(12).fill({ cutAfter: 5000 }));
    const command = ["--import", "tsx", "src/cli/extract.ts", ...args];
    const child = spawn(process.execPath, command, { cwd: PROJECT, env: { ...process.env, ...env } });
    running.add(child);
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += String(chunk)));
    return { child, output: () => output, code: once(child, "close").then(([code]) => code as number | null) };
  }

  /** The table of the same files in folders, and what is said of those that are skipped. */
  async function check(table: string, output: string): Promise<void> {
    const local = start([music, "--segment", "1", "--out", join(root, "local.csv")]);
    assert.equal(await local.code, 0, local.output());
    assert.equal(readFileSync(table, "utf8"), readFileSync(join(root, "local.csv"), "utf8"));
    const said = (name: string, reason: string): string =>
      `skipped http://${server.host}/bucket/Rock/${name}: ${reason}`;
    for (const line of [
      said("none.wav", "the server answers 404 NoSuchKey\n"),
      said("failing.wav", "the server answers 500 InternalError, 4 times\n"),
      said("cut.wav", "the answer was cut off, 4 times\n"),
      said("refused.wav", "the server answers 403 SignatureDoesNotMatch\n"),
      said("broken.mp3", "it is no MP3"),
    ]) {
      assert.ok(output.includes(line), `${line} is not in ${output}`);
    }
    assert.match(output, /: 18 rows of 6 files; skipped: 5\n/);
  }

  it("gives the table of the same files on a disk, names what can't be fetched, and shows no password or signature", async () => {
    const folder = join(root, "plain");
    mkdirSync(folder);
    const out = join(folder, "table.csv");
    const command = start(["--urls", list, "--segment", "1", "--out", out, "--shard", "1/1"]);
    assert.equal(await command.code, 0, command.output());
    await check(out, command.output().replace(", shard 1/1", ""));
    assert.doesNotMatch(command.output(), SECRET);
    assert.deepEqual(readdirSync(folder), ["table.csv", "table.csv.shard.json"]);
    for (const file of readdirSync(folder)) assert.doesNotMatch(readFileSync(join(folder, file), "utf8"), SECRET);
  });

  it("does likewise by workers of a queue, which fetch", { skip: skipWithoutRedis() }, async () => {
    const redis = await startRedis();
    const env = { REDIS_URL: redis.url };
    const out = join(root, "queue.csv");
    try {
      const worker = start(["--worker", "--queue", "store", "--jobs", "2"], env);
      const command = start(["--urls", list, "--segment", "1", "--out", out, "--queue", "store"], env);
      assert.equal(await command.code, 0, command.output());
      await check(out, command.output());
      assert.doesNotMatch(command.output() + worker.output(), SECRET);
      // No job, which holds an address, is left there.
      assert.deepEqual(await redis.client.keys("extract:store:f*"), []);
      worker.child.kill("SIGTERM");
      assert.equal(await worker.code, 0);
    } finally {
      await redis.stop();
    }
  });

  it("gives up a file whose server says nothing at --timeout, and does the others meanwhile", async () => {
    const out = join(root, "late.csv");
    server.files.set("bucket/Rock/silent.wav", encodeWav([testSignal(3)]));
    server.troubles.set("bucket/Rock/silent.wav", [{ silent: true }]);
    const addresses = ["silent", "clip%200"].map(
      (name) => `http://${server.host}/bucket/Rock/${name}.wav?${SIGNATURE}`,
    );
    const command = start([...addresses, "--out", out, "--timeout", "20"]);
    assert.equal(await command.code, 0, command.output());
    assert.match(command.output(), /silent\.wav: it was not done after 20 seconds and is given up/);
    assert.match(readFileSync(out, "utf8"), /\nclip 0\.wav,clip 0,/);
  });

  it("takes an address in place of a file, and goes on with one that is signed anew", async () => {
    const out = join(root, "one.csv");
    const address = `http://${server.host}/bucket/Rock/clip%200.wav?`;
    const command = start([address + SIGNATURE, "--out", out]);
    assert.equal(await command.code, 0, command.output());
    assert.match(readFileSync(out, "utf8"), /\nclip 0\.wav,clip 0,/);
    const again = start([`${address}X-Amz-Signature=5ecret-1`, "--out", out]);
    assert.equal(await again.code, 1);
    assert.match(again.output(), /clip%200\.wav: the server answers 403 SignatureDoesNotMatch$/m);
    assert.ok(statSync(out).size > 0);
  });
});
