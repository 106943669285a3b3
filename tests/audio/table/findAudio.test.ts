import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, describe, it } from "node:test";
import { findAudio } from "../../../src/audio/table/findAudio.ts";

describe("findAudio", () => {
  const root = mkdtempSync(join(tmpdir(), "find-"));
  after(() => rmSync(root, { recursive: true }));
  const create = (...paths: string[]): void => {
    for (const path of paths) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), "x");
    }
  };
  create("genres/rock/b.MP3", "genres/rock/notes.txt", "genres/rock/._b.mp3", "genres/jazz/a.flac", "flat/c.ogg");
  create("albums/one/01.mp3", "albums/two/01.mp3", "other/01.mp3");
  const found = (...paths: string[]): string[][] =>
    findAudio(paths.map((path) => join(root, path))).map(({ name, folder = "" }) => [name, folder]);

  it("searches folders to any depth for audio files, in the order of their names", () => {
    assert.deepEqual(found("genres"), [
      ["a.flac", "jazz"],
      ["b.MP3", "rock"],
    ]);
  });

  it("takes a folder's name for a genre below a folder given, or among several", () => {
    assert.deepEqual(found("flat"), [["c.ogg", ""]]);
    assert.deepEqual(found("genres/rock", "genres/jazz"), [
      ["a.flac", "jazz"],
      ["b.MP3", "rock"],
    ]);
  });

  it("takes a file given by itself whatever its name, and every file once", () => {
    assert.deepEqual(found("genres/rock/notes.txt", "flat", "flat/c.ogg"), [
      ["c.ogg", ""],
      ["notes.txt", ""],
    ]);
  });

  it("names files of the same name by their path below the folder given", () => {
    assert.deepEqual(
      found("albums").map(([name]) => name),
      ["one/01.mp3", "two/01.mp3"],
    );
  });

  it("refuses paths that don't exist, folders without audio, and names that clash", () => {
    assert.throws(() => found("nowhere"), /nowhere: there is no such file or folder/);
    mkdirSync(join(root, "silent"));
    assert.throws(() => found("silent"), /no audio files \(\.mp3, \.wav, \.flac, \.ogg, \.oga\) in /);
    assert.throws(() => found("albums/one/01.mp3", "other/01.mp3"), /would both be named 01.mp3 in the table/);
  });
});
