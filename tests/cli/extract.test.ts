import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, describe, it } from "node:test";
import { encodeWav } from "../support/encodeWav.ts";
import { testSignal } from "../support/testSignal.ts";

const PROJECT = resolve(import.meta.dirname, "../..");

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function extract(
  args: readonly string[],
  stopAt?: string,
  first = "true",
  signal: NodeJS.Signals = "SIGINT",
  env: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  const command = [process.execPath, "--import", "tsx", "src/cli/extract.ts", ...args];
  const child = spawn("sh", ["-c", `${first}; exec "$@"`, "sh", ...command], {
    cwd: PROJECT,
    env: { ...process.env, ...env },
  });
  let [stdout, stderr, stopped] = ["", "", false];
  child.stdout.on("data", (chunk) => (stdout += String(chunk)));
  child.stderr.on("data", (chunk) => (stderr += String(chunk)));
  const watch = setInterval(() => {
    if (stopped || stopAt === undefined || !existsSync(stopAt)) return;
    if (readFileSync(stopAt, "utf8").split("\n").length < 4) return;
    stopped = true;
    child.kill(signal);
  }, 5);
  return new Promise((done) =>
    child.on("close", (code) => {
      clearInterval(watch);
      done({ code, stdout, stderr });
    }),
  );
}

describe("npm run extract", () => {
  const folder = mkdtempSync(join(tmpdir(), "extract-cli-"));
  after(() => rmSync(folder, { recursive: true }));
  const out = join(folder, "features.csv");
  for (let i = 0; i < 40; i++) writeFileSync(join(folder, `clip${i}.wav`), encodeWav([testSignal(10, 80 + i)]));
  writeFileSync(join(folder, "labels.csv"), 'filename,artist,genre\nclip7.wav,"A, B",Folk\n');

  writeFileSync(join(folder, "other.csv"), "a,b\n1,2\n");
  writeFileSync(join(folder, "foreign.csv"), "filename,genre\nx.mp3,Rock\n");

  it("goes on after Ctrl-C where it was, and reports what it did", async () => {
    const stopped = await extract([folder, "--out", out, "--jobs", "1"], `${out}.journal`);
    assert.equal(stopped.code, 130, stopped.stderr);
    assert.match(stopped.stderr, /stopped; the same command goes on from here/);
    assert.ok(!existsSync(out));
    writeFileSync(join(folder, "broken.mp3"), "text");
    const { code, stdout, stderr } = await extract([folder, "--out", out, "--labels", join(folder, "labels.csv")]);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /features\.csv: 40 rows of 40 files, \d+ of them from before; skipped: 1/);
    assert.match(stderr, /skipped .*broken\.mp3: it is no MP3/);
    assert.match(stderr, /files without a genre, whose label is empty: 40/);
    const labelled = readFileSync(out, "utf8")
      .split("\n")
      .filter((line) => line.endsWith(',"A, B",Folk'));
    assert.equal(labelled.length, 1);
    assert.ok(labelled[0]!.startsWith("clip7.wav,"));
  });

  it("stops as well where the machine's work is ended, and leaves no lock", async () => {
    const ended = join(folder, "ended.csv");
    const stopped = await extract([folder, "--out", ended, "--jobs", "1"], `${ended}.journal`, "true", "SIGTERM");
    assert.equal(stopped.code, 143, stopped.stderr);
    assert.match(stopped.stderr, /stopped; the same command goes on from here/);
    assert.ok(!existsSync(ended) && !existsSync(`${ended}.lock`));
    rmSync(`${ended}.journal`);
  });

  it("ends one of two extractions to the same table at once, and the other loses nothing", async () => {
    const both = join(folder, "both.csv");
    const outcomes = await Promise.all([extract([folder, "--out", both]), extract([folder, "--out", both])]);
    const [done, refused] = outcomes.sort((a, b) => a.code! - b.code!);
    assert.equal(done!.code, 0, done!.stderr);
    assert.match(done!.stdout, /both\.csv: 40 rows of 40 files/);
    assert.equal(refused!.code, 1);
    assert.match(refused!.stderr, /^\S*both\.csv\.lock: another extraction .* is writing this table: .*\n$/);
    assert.equal(readFileSync(both, "utf8").trim().split("\n").length, 41);
  });

  it("goes on after a full disk, which it names in one line", async () => {
    const full = join(folder, "full.csv");
    // A file may have 20 blocks of 512 bytes, as on a disk that has no more.
    const limited = await extract([folder, "--out", full], undefined, "ulimit -f 20");
    assert.equal(limited.code, 1);
    assert.match(
      limited.stderr,
      /^\S*full\.csv\.journal: EFBIG: file too large, write; the same command goes on from here$/m,
    );
    assert.ok(!existsSync(full));
    const { code, stdout } = await extract([folder, "--out", full]);
    assert.equal(code, 0);
    assert.match(stdout, /full\.csv: 40 rows of 40 files, \d+ of them from before; skipped: 1/);
  });

  it("cuts the work into shards, which are merged to what one extraction writes and tells", async () => {
    const [whole, merged] = ["whole.csv", "merged.csv"].map((name) => join(folder, name)) as [string, string];
    const single = await extract([folder, "--out", whole]);
    const parts = [1, 2, 3].map((i) => join(folder, `part-${i}.csv`));
    for (const [i, part] of parts.entries()) {
      const { code, stdout } = await extract([folder, "--out", part, "--shard", `${i + 1}/3`]);
      assert.equal(code, 0);
      assert.match(
        stdout,
        new RegExp(`part-${i + 1}\\.csv, shard ${i + 1}/3: 1[34] rows of 1[34] files; skipped: [01]\n$`),
      );
    }
    const limited = await extract(["--merge", ...parts, "--out", merged], undefined, "ulimit -f 20");
    assert.deepEqual(
      [limited.code, limited.stderr],
      [1, `${merged}: EFBIG: file too large: make room on its disk and run the command again\n`],
    );
    assert.ok(!existsSync(merged) && !existsSync(`${merged}.part`));
    const { code, stdout, stderr } = await extract(["--merge", ...parts, "--out", merged]);
    assert.equal(code, 0, stderr);
    const told = (text: string): string =>
      text.replace(/^\d+ of \d+ files.*\n/gm, "").replace("whole.csv", "merged.csv");
    assert.equal(stdout, told(single.stdout));
    assert.equal(stderr, told(single.stderr));
    assert.ok(readFileSync(merged).equals(readFileSync(whole)));
    const missing = await extract(["--merge", ...parts.slice(1), "--out", merged]);
    assert.deepEqual([missing.code, missing.stderr], [1, "shards are missing: 1/3\n"]);
  });

  for (const jobs of ["1", "2"]) {
    it(`gives a file up whose reading never ends, names it and does the others (--jobs ${jobs})`, async () => {
      const some = join(folder, `endless-${jobs}`);
      mkdirSync(some);
      for (const name of ["a", "b", "endless", "f"]) copyFileSync(join(folder, "clip1.wav"), join(some, `${name}.wav`));
      const preload = join(import.meta.dirname, "fixtures/endlessReading.cjs");
      const args = [some, "--out", join(folder, "endless.csv"), "--jobs", jobs, "--timeout", "20"];
      const { code, stdout, stderr } = await extract(args, undefined, undefined, undefined, {
        NODE_OPTIONS: `--require=${preload}`,
      });
      assert.equal(code, 0, stderr);
      assert.match(stdout, /endless\.csv: 3 rows of 3 files; skipped: 1\n$/);
      assert.match(
        stderr,
        /^skipped \S+endless\.wav: it was not done after 20 seconds and is given up \(--timeout sets another limit\)$/m,
      );
      rmSync(some, { recursive: true });
    });
  }

  it("fails with one line", async () => {
    const cases: [args: string[], message: RegExp][] = [
      [[join(folder, "none"), "--out", out], /^.*none: there is no such file or folder\n$/],
      [[folder, "--out", join(folder, "no/where.csv")], /^--out .*where.csv: there is no folder .*no\n$/],
      [[folder, "--out", out, "--reencode", "128k"], /^--reencode goes with --segment\n$/],
      [[folder, "--out", out, "--labels", join(folder, "none.csv")], /^--labels .*none\.csv: there is no such file\n$/],
      [
        [folder, "--out", out, "--labels", join(folder, "other.csv")],
        /needs the columns filename and genre; found a, b\n$/,
      ],
      [
        [folder, "--out", out, "--segment", "0.1"],
        /'0.1' is invalid. a segment of 0.1 s is too short: 0.19 s is the least\n$/,
      ],
      [
        [folder, "--out", out, "--segment", "3", "--reencode", "7"],
        /'7' is invalid. MP3 is not encoded with 7k, but 32/,
      ],
      [[folder, "--out", out, "--segment", "abc"], /'abc' is invalid. expected a number of seconds, such as 3\n$/],
      [
        [folder, "--out", out, "--labels", join(folder, "foreign.csv")],
        /foreign\.csv: knows none of the 41 files; it names x\.mp3, the first file is broken\.mp3\n$/,
      ],
      ...["0/4", "5/4", "a/b", "1", "-1/4"].map((shard): [string[], RegExp] => [
        [folder, "--out", out, "--shard", shard],
        /^error: option '--shard <i\/n>' argument '\S+' is invalid\. expected which part of how many, .*\n$/,
      ]),
      [[folder], /^--out FILE is missing: it names the table to write\n$/],
      [["--merge", out, "--out", join(folder, "m.csv"), "--segment", "3"], /^--segment does not go with --merge\n$/],
      [["--merge", out, "--out", join(folder, "m.csv")], /^\S+: \S+features\.csv\.shard\.json is missing, .*\n$/],
      [[folder, "--out", out, "--timeout", "0"], /'0' is invalid. expected a number of seconds up to 86400, such/],
      [[folder, "--out", out, "--jobs", "1e9"], /'1e9' is invalid. this machine has \d+ cores: \d+ are the most\n$/],
      [
        ["--worker", "--queue", "a", "--jobs", "1e9"],
        /'1e9' is invalid. this machine has \d+ cores: \d+ are the most\n$/,
      ],
      [[folder, "--out", out, "--jobs", "none"], /'none' is invalid. expected a whole number/],
    ];
    for (const [args, message] of cases) {
      const { code, stderr } = await extract(args);
      assert.equal(code, 1);
      assert.match(stderr, message);
    }
  });
});
