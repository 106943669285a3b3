import assert from "node:assert/strict";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { extractTable } from "../../../src/audio/table/extractTable.ts";
import { type FoundAudio, findAudio } from "../../../src/audio/table/findAudio.ts";
import { COMPUTED_FEATURES, FEATURE_SETS, LEARNED_FEATURES } from "../../../src/schema.ts";
import { encodeWav } from "../../support/encodeWav.ts";
import { testSignal } from "../../support/testSignal.ts";

describe("extractTable", () => {
  let folder = "";
  let out = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "extract-"));
    out = join(folder, "features.csv");
    for (const [genre, names] of [
      ["Rock", ["b", "a"]],
      ["Hip-Hop, old", ["c"]],
    ] as const) {
      mkdirSync(join(folder, "music", genre), { recursive: true });
      names.forEach((name, i) =>
        writeFileSync(join(folder, "music", genre, `${name}.wav`), encodeWav([testSignal(2.5, 90 + 20 * i)])),
      );
    }
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const music = (): FoundAudio["files"] => findAudio([join(folder, "music")]).files;
  const lines = (): string[] => readFileSync(out, "utf8").trim().split("\n");

  it("writes a row a clip in the published layout, in the order of the names, folders as genres", async () => {
    const report = await extractTable(music(), out, { tempo: "mean", labelOf: (file) => file.folder });
    assert.deepEqual(report, { rows: 3, resumed: 0, skipped: [], damaged: [] });
    const [header, ...rows] = lines();
    assert.equal(header, ["filename", "track", ...COMPUTED_FEATURES, "label"].join(","));
    assert.deepEqual(
      rows.map((row) => row.split(",")[0]),
      ["a.wav", "b.wav", "c.wav"],
    );
    assert.ok(rows[0]!.endsWith(",Rock"));
    assert.ok(rows[2]!.endsWith(',"Hip-Hop, old"'));
    assert.ok(!existsSync(`${out}.journal`) && !existsSync(`${out}.part`));
  });

  it("writes the segments of a clip one after the other", async () => {
    const report = await extractTable(music(), out, { tempo: "mean", segment: 1 });
    // 2.5 seconds: the half one counts.
    assert.equal(report.rows, 9);
    assert.deepEqual(
      lines()
        .slice(1, 5)
        .map((row) => row.split(",")[0]),
      ["1-a.wav", "2-a.wav", "3-a.wav", "1-b.wav"],
    );
  });

  it("writes what the network hears, of clips and of segments, and the artists where they are known", async () => {
    await extractTable(music(), out, { tempo: "mean", features: "musicnn" });
    const [header, clip] = lines().map((line) => line.split(","));
    assert.deepEqual(header, ["filename", "track", ...LEARNED_FEATURES, "label"]);
    assert.ok(clip!.slice(202, 252).every((tag) => Number(tag) > 0 && Number(tag) < 1));
    rmSync(out);
    await extractTable(music(), out, {
      tempo: "mean",
      features: "all",
      segment: 3,
      labelOf: () => "Rock",
      artistOf: () => "Nobody",
    });
    const [both, first, ...others] = lines().map((line) => line.split(","));
    assert.deepEqual(both, ["filename", "track", "segment", ...FEATURE_SETS.all, "artist", "label"]);
    assert.deepEqual([first![0], ...first!.slice(-2)], ["1-a.wav", "Nobody", "Rock"]);
    assert.equal(others.length, 2);
    // A clip of one segment is its only segment.
    assert.deepEqual(first!.slice(3 + COMPUTED_FEATURES.length, -2), clip!.slice(2, -1));
  });

  it("refuses what does not go with the network's features", async () => {
    const refused = (options: object): Promise<unknown> =>
      extractTable(music(), out, { tempo: "mean", features: "musicnn", ...options });
    await assert.rejects(refused({ segment: 5 }), /the network hears 3 seconds at a time: it takes no segments of 5 s/);
    await assert.rejects(refused({ segment: 3, reencode: 128 }), /encoded again go with the report's features only/);
  });

  it("is the same to the byte whatever the number of threads, and whether or not it was interrupted", async () => {
    await extractTable(music(), out, { tempo: "mean", jobs: 1 });
    const whole = readFileSync(out, "utf8");
    await extractTable(music(), out, { tempo: "mean", jobs: 2 });
    assert.equal(readFileSync(out, "utf8"), whole);
    rmSync(out);

    const stop = new AbortController();
    const stopped = extractTable(music(), out, {
      tempo: "mean",
      jobs: 1,
      signal: stop.signal,
      onProgress: (done) => done === 2 && stop.abort(),
    });
    await assert.rejects(stopped, /abort/);
    assert.ok(!existsSync(out));
    // As if the machine had gone down while it wrote.
    appendFileSync(`${out}.journal`, '{"name":"c.wav","byt');
    const report = await extractTable(music(), out, { tempo: "mean" });
    assert.equal(report.resumed, 2);
    assert.equal(readFileSync(out, "utf8"), whole);
  });

  it("does a file again that has changed since", async () => {
    const stop = new AbortController();
    const options = {
      tempo: "mean",
      jobs: 1,
      signal: stop.signal,
      onProgress: (done: number) => done === 2 && stop.abort(),
    } as const;
    await assert.rejects(extractTable(music(), out, options as never), /abort/);
    writeFileSync(join(folder, "music/Rock/a.wav"), encodeWav([testSignal(3)]));
    assert.equal((await extractTable(music(), out, { tempo: "mean" })).resumed, 1);
  });

  it("does not mix rows of different settings", async () => {
    const stop = new AbortController();
    stop.abort();
    await assert.rejects(extractTable(music(), out, { tempo: "mean", signal: stop.signal }), /abort/);
    await assert.rejects(
      extractTable(music(), out, { tempo: "median" }),
      /with other settings .*: finish it, or delete/,
    );
  });

  it("skips what it can't read with a line each, and does the rest", async () => {
    writeFileSync(join(folder, "music/empty.mp3"), "");
    writeFileSync(join(folder, "music/text.mp3"), "no music\n".repeat(999));
    writeFileSync(join(folder, "music/short.wav"), encodeWav([testSignal(0.05)]));
    const report = await extractTable(music(), out, { tempo: "mean" });
    assert.equal(report.rows, 3);
    assert.deepEqual(report.skipped, [
      `${join(folder, "music/empty.mp3")}: it is empty`,
      `${join(folder, "music/short.wav")}: the signal has 1103 samples; at least 2048 are needed (0.093 s)`,
      `${join(folder, "music/text.mp3")}: it is no MP3, WAV, FLAC or Ogg Vorbis file`,
    ]);
  });

  it("names the track of each row, and which of its segments it is", async () => {
    await extractTable(music(), out, { tempo: "mean", segment: 1 });
    const [header, first, second] = lines();
    assert.ok(header!.startsWith("filename,track,segment,chroma_stft_mean,"));
    assert.ok(first!.startsWith("1-a.wav,a,1,") && second!.startsWith("2-a.wav,a,2,"));
  });

  it("tells of files that are in the table though a part of them is missing", async () => {
    const path = join(folder, "music/Rock/a.wav");
    writeFileSync(path, readFileSync(path).subarray(0, 90_000));
    const { rows, damaged } = await extractTable(music(), out, { tempo: "mean" });
    assert.equal(rows, 3);
    assert.deepEqual(damaged, [`${path}: it is cut off: 81.5 % of its sound are there`]);
  });

  it("refuses to put the table where something would be lost, before it begins", async () => {
    const song = join(folder, "music/Rock/a.wav");
    const before = readFileSync(song);
    const refused = (path: string, message: RegExp): Promise<void> =>
      assert.rejects(extractTable(music(), path, { tempo: "mean" }), message);
    await refused(song, /a\.wav: it is one of the audio files to be read: name another file/);
    symlinkSync(song, join(folder, "link.csv"));
    await refused(join(folder, "link.csv"), /link\.csv: it is one of the audio files to be read/);
    await refused(folder, /: it is a folder: name a file for the table/);
    await refused("/dev/full", /^AudioError: \/dev\/full: it is no file that a table can be written to$/);
    writeFileSync(out, "filename,genre\na.wav,Rock\n");
    await refused(out, /features\.csv: it is no table of this kind and would be lost: name another file/);
    assert.ok(readFileSync(song).equals(before));
    assert.deepEqual(readdirSync(folder).sort(), ["features.csv", "link.csv", "music"]);

    rmSync(out);
    await extractTable(music(), out, { tempo: "mean" });
    await assert.rejects(extractTable(music(), out, { tempo: "mean", segment: 1 }), /it is no table of this kind/);
    await assert.rejects(
      extractTable(music().slice(1), out, { tempo: "mean" }),
      /it holds rows of other files \("a\.wav"\) and would be lost/,
    );
    assert.equal((await extractTable(music(), out, { tempo: "mean" })).rows, 3);
  });

  it("knows its own table again whose names hold quotes and line ends", async () => {
    writeFileSync(join(folder, 'music/Rock/d, "e"\nf.wav'), encodeWav([testSignal(1)]));
    await extractTable(music(), out, { tempo: "mean" });
    assert.equal((await extractTable(music(), out, { tempo: "mean" })).rows, 4);
  });

  it("lets a second extraction wait that would write the same table", async () => {
    const first = extractTable(music(), out, { tempo: "mean", jobs: 1 });
    await assert.rejects(extractTable(music(), out, { tempo: "mean" }), /another extraction .* is writing this table/);
    assert.equal((await first).rows, 3);
    assert.ok(!existsSync(`${out}.lock`));
  });

  it("writes no table where rows have been lost on the way", async () => {
    const lost = extractTable(music(), out, {
      tempo: "mean",
      jobs: 1,
      onProgress: (done) => done === 3 && writeFileSync(`${out}.journal`, "{}\n"),
    });
    await assert.rejects(lost, /journal: 3 of 3 files are missing in it: run the command again/);
    assert.ok(!existsSync(out) && !existsSync(`${out}.part`) && !existsSync(`${out}.lock`));
  });

  it("fails where nothing can be read, and for settings that make no sense, and leaves nothing behind", async () => {
    const text = join(folder, "text.mp3");
    writeFileSync(text, "no music");
    await assert.rejects(
      extractTable(findAudio([text]).files, out, { tempo: "mean" }),
      /no file could be read:\n.*it is no MP3/,
    );
    await assert.rejects(extractTable(music(), out, { tempo: "mean", segment: 0.1 }), /0.1 s is too short: 0.19 s/);
    await assert.rejects(extractTable(music(), out, { tempo: "mean", segment: 1, reencode: 1 }), /not encoded with 1k/);
    assert.ok(!existsSync(out) && !existsSync(`${out}.journal`));
  });
});
