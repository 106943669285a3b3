import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
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
    findAudio(paths.map((path) => join(root, path))).files.map(({ name, folder = "" }) => [name, folder]);

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

  it("names tracks as their files without ending, where that tells them apart", () => {
    create("pairs/a.mp3", "pairs/a.wav", "pairs/01-intro.mp3", "pairs/3-000574.mp3");
    const { files } = findAudio([join(root, "pairs")]);
    assert.deepEqual(
      files.map(({ track }) => track),
      ["01-intro", "3-000574", "a.mp3", "a.wav"],
    );
  });

  it("follows links, and takes nothing twice", () => {
    create("linked/music/rock/one.mp3", "linked/elsewhere/two.mp3");
    symlinkSync("../elsewhere", join(root, "linked/music/jazz"));
    symlinkSync("..", join(root, "linked/music/rock/above"));
    symlinkSync("rock/one.mp3", join(root, "linked/music/again.mp3"));
    const { files, skipped } = findAudio([join(root, "linked/music")]);
    assert.deepEqual(
      files.map(({ name, folder }) => [name, folder]),
      [
        ["one.mp3", "rock"],
        ["two.mp3", "jazz"],
      ],
    );
    assert.deepEqual(skipped.map((line) => line.slice(root.length)).sort(), [
      `/linked/music/again.mp3: it is the same as ${root}/linked/music/rock/one.mp3`,
      `/linked/music/rock/above: it is the same as ${root}/linked/music`,
    ]);
  });

  it("skips and names what can't be read, waits for no pipe, and counts other files of sound", () => {
    create("odd/fine.mp3", "odd/a.m4a", "odd/b.m4a", "odd/c.wma", "odd/closed/in.mp3", "odd/line\nbreak.mp3");
    symlinkSync("nowhere", join(root, "odd/broken.mp3"));
    symlinkSync("circle.mp3", join(root, "odd/circle.mp3"));
    symlinkSync("/dev/zero", join(root, "odd/zero.wav"));
    execFileSync("mkfifo", [join(root, "odd/pipe.mp3")]);
    writeFileSync(Buffer.concat([Buffer.from(join(root, "odd/")), Buffer.from("caf\xe9.mp3", "latin1")]), "x");
    const { files, skipped, others } = findAudio([join(root, "odd")]);
    assert.deepEqual(
      files.map(({ name }) => name),
      ["fine.mp3", "in.mp3", "line\nbreak.mp3"],
    );
    assert.deepEqual(skipped.map((line) => line.slice(root.length)).sort(), [
      "/odd/broken.mp3: it is a link to nothing",
      "/odd/café.mp3: its name is not UTF-8: rename it",
      "/odd/circle.mp3: it is a link that leads in a circle",
      "/odd/pipe.mp3: it is a pipe, no file",
      "/odd/zero.wav: it is a device, no file",
    ]);
    assert.deepEqual(
      [...others],
      [
        [".m4a", 2],
        [".wma", 1],
      ],
    );
    assert.throws(
      () => findAudio([join(root, "odd/pipe.mp3")]),
      /no audio files .*\n {2}.*pipe.mp3: it is a pipe, no file$/,
    );
  });

  it("skips and names a folder that is closed to it", () => {
    create("partly/open/a.mp3", "partly/closed/b.mp3");
    chmodSync(root, 0o755);
    chmodSync(join(root, "partly/closed"), 0);
    // No folder is closed to root.
    const isRoot = process.geteuid!() === 0;
    if (isRoot) process.seteuid!(65534);
    try {
      const { files, skipped } = findAudio([join(root, "partly")]);
      assert.equal(files.length, 1);
      assert.deepEqual(skipped, [`${root}/partly/closed: the folder can't be read (EACCES)`]);
    } finally {
      if (isRoot) process.seteuid!(0);
      chmodSync(join(root, "partly/closed"), 0o755);
    }
  });

  it("names a folder whose path is longer than the system takes", { skip: process.platform !== "linux" }, () => {
    create("long/fine.mp3");
    const [from, name, depth] = [process.cwd(), "f".repeat(250), 17];
    process.chdir(join(root, "long"));
    for (let i = 0; i < depth; i++) {
      mkdirSync(name);
      process.chdir(name);
    }
    writeFileSync("lost.mp3", "x");
    process.chdir(from);
    const { files, skipped } = findAudio([join(root, "long")]);
    // Step by step: Node 20 and 22 can't remove by its name what has no name that the system takes.
    process.chdir(join(root, "long"));
    for (let i = 0; i < depth; i++) process.chdir(name);
    rmSync("lost.mp3");
    for (let i = 0; i < depth; i++) {
      process.chdir("..");
      rmdirSync(name);
    }
    process.chdir(from);
    assert.equal(files.length, 1);
    assert.equal(skipped.length, 1);
    assert.match(skipped[0]!, /long\/f+\/[f/]+\.\.\.: it can't be read \(ENAMETOOLONG\)$/);
  });

  it("refuses paths that don't exist, folders without audio, and names that clash", () => {
    assert.throws(() => found("nowhere"), /nowhere: there is no such file or folder/);
    mkdirSync(join(root, "silent"));
    assert.throws(() => found("silent"), /no audio files \(\.mp3, .*\.wav, .*\.flac, .*\) in /);
    assert.throws(() => found("albums/one/01.mp3", "other/01.mp3"), /would both be named 01.mp3 in the table/);
  });
});
