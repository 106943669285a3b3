import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, describe, it } from "node:test";
import { parseTextTable } from "../../src/dataset/parseTextTable.ts";
import { reportSplit } from "../../src/dataset/reportSplit.ts";
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
    assert.match(stdout, /features_3s\.csv: 1,600 rows of 160 tracks/);
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

  it("writes the official split of a source along with its artists", async () => {
    const source = join(folder, "with-split");
    mkdirSync(source);
    writeFileSync(join(source, "a_30s.csv"), "filename,tempo,label\na.mp3,100,Folk\nb.mp3,120,Pop\n");
    writeFileSync(join(source, "tracks.csv"), "track,artist,split\na,Ann,training\nb,,test\n");
    const { status, stderr } = run("--write", source, "copy");
    assert.equal(status, 0, stderr);
    assert.equal(
      readFileSync(join(folder, "copy/tracks.csv"), "utf8"),
      "track,artist,split\na,Ann,training\nb,,test\n",
    );
  });

  it("looks at a folder of one's own: what it holds, what is wrong, and what the notebooks will be able to say", () => {
    const own = join(folder, "own");
    mkdirSync(own, { recursive: true });
    const rows = Array.from(
      { length: 30 },
      (_, i) => `song-${i}.wav,${i % 3 ? 100 + i : "NA"},${["Folk", "<b>Pop</b>"][i % 2]!}\n`,
    );
    writeFileSync(join(own, "a_30s.csv"), `filename,tempo,label\n${rows.join("")}`);
    const { stdout, status } = run("own", "--verify");
    assert.equal(status, 1);
    const shown = [
      /a_30s\.csv: 20 rows of 20 tracks in 2 genres, 1 feature, 10 rows without a value left out/,
      /genres: <b>Pop<\/b> 10, Folk 10/,
      /left out: line 2, song-0\.wav, without tempo/,
      /left out: 5 rows more/,
      /56 of 57 features are missing: all variances, .* and \d+ more/,
      /3-second segments: no, there is no such table/,
      /genres: 2, that is 1 pair/,
      /artists kept apart: no, none is known/,
      /PROBLEM .*10 of 30 rows lack a value and are left out/,
    ];
    for (const line of shown) assert.match(stdout, line);
    writeFileSync(join(own, "a_30s.csv"), `filename,tempo,loudness,Genre\n`);
    const refused = run("own", "--verify");
    assert.equal(refused.status, 1);
    assert.match(refused.stdout, /PROBLEM .*2 unknown columns: "loudness", "Genre" \(is it "label"\?\)/);
    writeFileSync(
      join(own, "a_30s.csv"),
      `filename,tempo,loudness,label\n${rows
        .join("")
        .replaceAll("NA,", "1,")
        .replaceAll(/,([^,]*)$/gm, ",1,$1")}`,
    );
    const left = run("own", "--verify", "--ignore-other-columns");
    assert.equal(left.status, 0, left.stdout);
    assert.match(left.stdout, /left out, as asked for: the columns loudness/);
  });

  it("writes which row is in which part of the split, as the notebooks have it", async () => {
    const { status, stderr, stdout } = run("sample", "--write-split", "parts", "--seed", "7");
    assert.equal(status, 0, stderr);
    assert.match(stdout, /split_3secs\.csv: 1,600 rows, seed 7/);
    const { segments } = await loadSource(resolveSource("sample"));
    const path = join(folder, "parts/split_3secs.csv");
    const { columns, rows } = parseTextTable(path, readFileSync(path));
    assert.deepEqual(columns.slice(0, 5), ["filename", "track", "label", "by_row", "by_track"]);
    assert.deepEqual(
      rows.map(([name]) => name),
      segments!.filename,
    );
    const { holdout, train, test } = reportSplit(segments!, { by: "track", seed: 7 });
    for (const [part, indices] of Object.entries({ holdout, train, test })) {
      const written = rows.flatMap((row, i) => (row[4] === part ? [i] : []));
      assert.deepEqual(
        written,
        [...indices].sort((a, b) => a - b),
        part,
      );
    }
  });

  it("writes neither where it reads from nor over anything", () => {
    mkdirSync(join(folder, "there"), { recursive: true });
    writeFileSync(join(folder, "there/fma_3secs.csv"), "mine");
    const refused = (message: RegExp, ...args: string[]): void => {
      const { status, stderr } = run(...args);
      assert.equal(status, 1);
      assert.match(stderr, message);
    };
    refused(/fma_3secs\.csv is there already; move it away, or choose another folder\n$/, "--write", "sample", "there");
    assert.equal(readFileSync(join(folder, "there/fma_3secs.csv"), "utf8"), "mine");
    const sample = join(ROOT, "data/fma-sample");
    refused(/the tables are read from there; choose another folder to write to\n$/, "--write", "sample", sample);
    refused(/the tables are read from there; choose another folder to write to\n$/, "sample", "--write-split", sample);
    refused(
      /tables there are taken for the report's own; choose another folder\n$/,
      "--write",
      "replica",
      join(ROOT, "data"),
    );
  });

  it("says in one line what it can't do", () => {
    assert.equal(run("--write", "sample").stderr, "--write sample: name the folder to write to\n");
    assert.match(run("nowhere").stderr, /^\S*nowhere: no such folder; expected sample, replica, auto/);
    assert.match(run("--seed", "x").stderr, /expected a whole number/);
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
    assert.match(half.stdout, /PROBLEM .*fma_30secs\.csv: 160 rows; the published table has more than 7,900/);
    assert.equal(half.stderr, "1 problem found\n");
    writeFileSync(join(project, "data/fma_30secs.csv"), sample("features_3s.csv"));
    assert.match(command().stdout, /PROBLEM .*expected whole clips, .*is it the other table/);
  });
});
