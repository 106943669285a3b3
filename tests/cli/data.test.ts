import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, describe, it } from "node:test";
import { loadSource } from "../../src/dataset/loadSource.ts";
import { resolveSource } from "../../src/dataset/resolveSource.ts";

const ROOT = resolve(import.meta.dirname, "../..");

describe("npm run data", () => {
  let folder = "";
  before(() => (folder = mkdtempSync(join(tmpdir(), "data-command-"))));
  after(() => rmSync(folder, { recursive: true }));

  const run = (...args: string[]) =>
    spawnSync(process.execPath, ["--import", "tsx", join(ROOT, "src/cli/data.ts"), ...args], {
      cwd: ROOT,
      env: { ...process.env, INIT_CWD: folder },
      encoding: "utf8",
    });

  it("lists what is there and how to get the rest, and finds it sound", () => {
    const { stdout, stderr, status } = run("--verify");
    assert.equal(status, 0, stderr);
    assert.match(stdout, /79,\d{3} rows of 8,000 tracks in 8 genres, 57 features, 2,\d{3} artists/);
    assert.match(stdout, /features_3s\.csv: 960 rows of 96 tracks/);
    assert.match(stdout, /fma_small\.zip/);
  });

  it("writes the replica as the report's tables, which are then the user's own, to the last bit", async () => {
    const { status, stderr } = run("--write", "replica", "mine");
    assert.equal(status, 0, stderr);
    assert.deepEqual(readdirSync(join(folder, "mine")).sort(), ["fma_30secs.csv", "fma_3secs.csv", "tracks.csv"]);
    const own = await loadSource(resolveSource(join(folder, "mine")));
    const drawn = await loadSource(resolveSource("replica"));
    assert.equal(own.source.kind, "folder");
    for (const name of ["clips", "segments"] as const) {
      const [read, expected] = [own[name]!, drawn[name]!];
      assert.ok(read.X.data.every((value, i) => value === expected.X.data[i]));
      for (const list of ["features", "filename", "label", "track", "segment", "artist"] as const) {
        assert.deepEqual(read[list], expected[list], list);
      }
    }
  });

  it("says in one line what it can't do", () => {
    assert.equal(run("--write", "sample").stderr, "--write sample: name the folder to write to\n");
    assert.equal(run("mine").stderr, "mine: a folder goes with --write\n");
    const { stderr, status } = run("--write", "nowhere", "out");
    assert.equal(status, 1);
    assert.match(stderr, /nowhere: no such folder; expected sample, replica, auto/);
  });

  it("ends with exit code 1 where the report's tables are half there", () => {
    // A project whose data folder holds a table cut at a line's end: no parser can see that.
    const project = join(folder, "project");
    mkdirSync(join(project, "data"), { recursive: true });
    for (const name of ["src", "node_modules", "package.json"]) {
      execFileSync("ln", ["-s", join(ROOT, name), join(project, name)]);
    }
    for (const name of ["fma-sample", "replica.json"]) {
      execFileSync("ln", ["-s", join(ROOT, "data", name), join(project, "data", name)]);
    }
    const sample = (name: string): string => readFileSync(join(ROOT, "data/fma-sample", name), "utf8");
    const command = (): ReturnType<typeof run> =>
      spawnSync(
        process.execPath,
        [
          "--preserve-symlinks",
          "--preserve-symlinks-main",
          "--import",
          "tsx",
          join(project, "src/cli/data.ts"),
          "--verify",
        ],
        { cwd: project, encoding: "utf8" },
      );
    writeFileSync(join(project, "data/fma_30secs.csv"), sample("features_30s.csv"));
    const half = command();
    assert.equal(half.status, 1);
    assert.match(half.stdout, /PROBLEM .*fma_30secs\.csv: 96 rows; the published table has more than 7,900/);
    assert.equal(half.stderr, "1 problem found\n");
    writeFileSync(join(project, "data/fma_30secs.csv"), sample("features_3s.csv"));
    assert.match(command().stdout, /PROBLEM .*expected whole clips, .*is it the other table/);
  });
});
