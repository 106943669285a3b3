import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, describe, it } from "node:test";
import { skipWithoutRedis, startRedis } from "../support/redis.ts";
import { smallFma } from "../support/smallFma.ts";

const PROJECT = resolve(import.meta.dirname, "../..");

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `npm run data`; kills it, so that it can do nothing more, once `killWhen` says so. */
function data(args: readonly string[], killWhen?: () => boolean, env = process.env): Promise<Outcome> {
  const child = spawn(process.execPath, ["--import", "tsx", "src/cli/data.ts", ...args], { cwd: PROJECT, env });
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (chunk) => (stdout += String(chunk)));
  child.stderr.on("data", (chunk) => (stderr += String(chunk)));
  const watch = setInterval(() => killWhen?.() && child.kill("SIGKILL"), 2);
  return new Promise((done) =>
    child.on("close", (code) => {
      clearInterval(watch);
      done({ code, stdout, stderr });
    }),
  );
}

describe("npm run data -- --build", { timeout: 600_000 }, () => {
  const root = mkdtempSync(join(tmpdir(), "build-cli-"));
  after(() => rmSync(root, { recursive: true }));
  before(async () => {
    const { clips, metadata } = await smallFma();
    writeFileSync(join(root, "fma_small.zip"), clips);
    writeFileSync(join(root, "fma_metadata.zip"), metadata);
  });
  const build = (folder: string, killWhen?: () => boolean): Promise<Outcome> =>
    data(["--build", "fma-small", "--from", root, "--trust", "--jobs", "1", join(root, folder)], killWhen);

  it("goes on where it was killed, as often as it is, and gives the same to the byte", async () => {
    const { code, stdout, stderr } = await build("whole");
    assert.equal(code, 0, stderr);
    assert.match(stdout, /whole: 6 clips and 30 segments; left out: 4\n$/);
    const journal = join(root, "killed/fma/build.journal");
    const lines = (): number => (existsSync(journal) ? readFileSync(journal, "utf8").split("\n").length : 0);
    for (const enough of [3, 5, 7]) {
      const killed = await build("killed", () => lines() >= enough);
      assert.equal(killed.code, null, killed.stderr);
    }
    const last = await build("killed");
    assert.equal(last.code, 0, last.stderr);
    for (const table of ["fma_30secs.csv", "fma_3secs.csv", "tracks.csv"]) {
      const [whole, killed] = ["whole", "killed"].map((folder) => readFileSync(join(root, folder, table), "utf8"));
      assert.equal(killed, whole);
    }
  });

  it(
    "gives the same to the byte by workers of a queue, which read the archive",
    { skip: skipWithoutRedis() },
    async () => {
      const redis = await startRedis();
      const env = { ...process.env, REDIS_URL: redis.url };
      const worker = spawn(
        process.execPath,
        ["--import", "tsx", "src/cli/extract.ts", "--worker", "--queue", "build", "--jobs", "2"],
        { cwd: PROJECT, env, stdio: "ignore" },
      );
      try {
        const args = ["--build", "fma-small", "--from", root, "--trust", "--queue", "build", join(root, "queue")];
        const { code, stderr } = await data(args, undefined, env);
        assert.equal(code, 0, stderr);
        for (const table of ["fma_30secs.csv", "fma_3secs.csv", "tracks.csv"]) {
          const [whole, queued] = ["whole", "queue"].map((folder) => readFileSync(join(root, folder, table), "utf8"));
          assert.equal(queued, whole);
        }
      } finally {
        worker.kill("SIGKILL");
        await redis.stop();
      }
    },
  );

  it("fails with one line", async () => {
    mkdirSync(join(root, "empty"));
    const cases: [args: string[], message: RegExp][] = [
      [["--build", "music"], /^--build music: name the folder for the tables \(sets of FMA's: fma-small, .*\)\n$/],
      [["--build", "music", root, "--from", root], /^--from goes with fma-small, fma-medium, fma-large\n$/],
      [["--build", "fma-small", "--labels", "x.csv"], /^--labels goes with a folder of your own music\n$/],
      [
        ["--build", "fma-small", "--from", "ftp://a/b"],
        /^--from ftp:\/\/a\/b: of addresses, those that begin with http.*\n$/,
      ],
      [["--build", join(root, "none"), root], /none: there is no such file or folder\n$/],
      [["--build", join(root, "empty"), root], /^no audio files .* in .*empty\n$/],
      [["--build", "fma-small", "--from", root, root], /fma_metadata\.zip: its SHA-1 is .* with --trust\n$/],
    ];
    for (const [args, message] of cases) {
      const { code, stderr } = await data(args);
      assert.equal(code, 1);
      assert.match(stderr.replace(/^\d+ of \d+ MB.*\n/gm, ""), message);
    }
  });
});
