import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { buildFma } from "../../../src/dataset/build/buildFma.ts";
import type { AudioFile } from "../../../src/audio/table/audioFile.ts";
import { labelsFrom } from "../../../src/dataset/build/labelsFrom.ts";
import { buildOwn } from "../../../src/dataset/build/buildOwn.ts";
import { FMA_SETS } from "../../../src/dataset/build/locateFma.ts";
import { encodeZip } from "../../support/encodeZip.ts";
import { type FileServer, serveFiles } from "../../support/fileServer.ts";
import { until } from "../../support/until.ts";
import { type SmallFma, smallFma } from "../../support/smallFma.ts";

const SET = FMA_SETS["fma-small"]!;

describe("buildFma", { timeout: 300_000 }, () => {
  let server: FileServer;
  let fma: SmallFma;
  let root = "";
  let folder = "";
  before(async () => {
    server = await serveFiles();
    fma = await smallFma();
    server.files.set("fma_small.zip", fma.clips);
    server.files.set("fma_metadata.zip", fma.metadata);
  });
  after(() => server.close());
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "build-"));
    folder = join(root, "data");
  });
  afterEach(() => rmSync(root, { recursive: true }));
  const build = async (from: string, more: object = {}): Promise<string[]> => {
    const lines: string[] = [];
    await buildFma(SET, folder, { from, trust: true, pause: 1, log: (line) => lines.push(line), ...more });
    return lines;
  };
  const read = (name: string): string => readFileSync(join(folder, name), "utf8");
  const unpack = (): string => {
    for (const [name, content] of fma.files) {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      writeFileSync(join(root, name), content);
    }
    mkdirSync(join(root, "fma_metadata"));
    writeFileSync(join(root, "fma_metadata/tracks.csv"), fma.tracksCsv);
    return root;
  };

  it("fetches the archives, cut or redirected, and writes both tables, the list of tracks and a manifest", async () => {
    server.answers.push({ status: 503 }, {}, { cutAfter: 50_000 });
    const lines = await build(server.address);
    assert.match(lines.at(-1)!, /data: 6 clips and 30 segments; left out: 4$/);

    const clips = read("fma_30secs.csv").trim().split("\n");
    assert.equal(clips.length, 7);
    assert.ok(clips[0]!.startsWith("filename,track,chroma_stft_mean"));
    assert.ok(clips[1]!.startsWith("000001.mp3,000001,") && clips[1]!.endsWith(",Folk"));
    const segments = read("fma_3secs.csv").trim().split("\n");
    assert.equal(segments.length, 31);
    assert.ok(segments[1]!.startsWith("1-000001.mp3,000001,1,") && segments[1]!.endsWith(",Folk"));
    assert.deepEqual(read("tracks.csv").split("\n").slice(0, 3), [
      "track,genre,artist,album,split",
      '000001,Folk,Artist 1,"Album, 1",validation',
      '000002,Rock,Artist 2,"Album, 2",test',
    ]);
    const manifest = JSON.parse(read("fma/manifest.json")) as Record<string, unknown>;
    assert.deepEqual(manifest.leftOut, [
      "000009.mp3: FMA does not list it",
      "000010.mp3: FMA gives it no genre",
      `${join(folder, "fma/fma_small.zip")}/fma_small/000/000008.mp3: it is no MP3, WAV, FLAC or Ogg Vorbis file`,
      "fma_small/000/000007.mp3: it has 1 segments of 3 seconds; 5 are the least",
    ]);
    assert.ok(!existsSync(join(folder, "fma/build.journal")) && !existsSync(join(folder, "fma/build.lock")));

    const again = await build(server.address);
    assert.match(again.join(), /the tables of fma_small\.zip are built, as .*manifest\.json says; delete them/);
  });

  it("gives the same to the byte from archives, unpacked folders, and stopped on the way", async () => {
    await build(unpack());
    const tables = ["fma_30secs.csv", "fma_3secs.csv", "tracks.csv"].map(read);
    rmSync(folder, { recursive: true });

    const archives = join(root, "archives");
    mkdirSync(archives);
    writeFileSync(join(archives, "fma_small.zip"), fma.clips);
    writeFileSync(join(archives, "fma_metadata.zip"), fma.metadata);
    const stop = new AbortController();
    const stopped = build(archives, {
      jobs: 1,
      signal: stop.signal,
      onProgress: (unit: string, done: number) => unit === "clips" && done === 3 && stop.abort(),
    });
    await assert.rejects(stopped, /abort/i);
    assert.deepEqual(readdirSync(folder), ["fma"]);
    await build(join(archives, "fma_small.zip"));
    assert.deepEqual(["fma_30secs.csv", "fma_3secs.csv", "tracks.csv"].map(read), tables);
  });

  it("refuses archives that are not FMA's unless told to trust them", async () => {
    const refused = build(server.address, { trust: false });
    await assert.rejects(refused, /fma_metadata\.zip: its SHA-1 is [0-9a-f]{40}, that of FMA's .* f0df49ff.*--trust$/);
  });

  it("says what to do by hand where nothing can be fetched", async () => {
    await assert.rejects(
      build(`${server.address}nowhere/`),
      /the server answers 404 .*Without a net: fetch fma_metadata\.zip from http.* and name its folder with --from$/,
    );
    await assert.rejects(build(join(root, "none")), /none: there is no such file or folder/);
    mkdirSync(join(root, "bare"));
    await assert.rejects(build(join(root, "bare")), /bare: neither fma_metadata\.zip nor its tracks\.csv is beside it/);
  });

  it("takes the place of no other table and no other list", async () => {
    mkdirSync(folder);
    writeFileSync(join(folder, "fma_30secs.csv"), "filename,label\n");
    await assert.rejects(build(unpack()), /fma_30secs\.csv: it is no table of this kind and would be lost/);
    rmSync(join(folder, "fma_30secs.csv"));
    writeFileSync(join(folder, "tracks.csv"), "my,own\n");
    await assert.rejects(build(root), /tracks\.csv: it is no list of this kind and would be lost/);
    writeFileSync(join(folder, "tracks.csv"), fma.tracksCsv);
    await build(root);
    assert.equal(read("tracks.csv"), fma.tracksCsv, "FMA's own list tells the same and stays");
  });

  it("builds both tables of one's own music, of the same tracks", async () => {
    unpack();
    const lines: string[] = [];
    await buildOwn(join(root, "fma_small"), folder, { log: (line) => lines.push(line) });
    assert.match(lines.at(-1)!, /data: 9 clips and 41 segments; skipped: 1$/);
    const tracksOf = (table: string): string[] => [
      ...new Set(
        read(table)
          .trim()
          .split("\n")
          .slice(1)
          .map((line) => line.split(",")[1]!),
      ),
    ];
    assert.deepEqual(tracksOf("features_30s.csv"), tracksOf("features_3s.csv"));
  });

  it("takes a clip that the archive has twice once, and says so", async () => {
    const archives = join(root, "archives");
    mkdirSync(archives);
    const companion = ["__MACOSX/fma_small/000/._000001.mp3", Buffer.from("no music")] as const;
    const twice = [...fma.files, ["fma_small/copy/000002.mp3", fma.files[1]![1]], companion] as const;
    writeFileSync(join(archives, "fma_small.zip"), encodeZip(twice));
    writeFileSync(join(archives, "fma_metadata.zip"), fma.metadata);
    const lines = await build(archives);
    assert.ok(
      lines.includes("left out fma_small/copy/000002.mp3: the archive has that clip already, fma_small/000/000002.mp3"),
      lines.join("\n"),
    );
    assert.match(lines.at(-1)!, /data: 6 clips and 30 segments; left out: 5$/);
  });

  it("builds nothing of an archive that is replaced, or of a folder that goes away, while it is read", async () => {
    const archives = join(root, "archives");
    mkdirSync(archives);
    const archive = join(archives, "fma_small.zip");
    writeFileSync(archive, fma.clips);
    writeFileSync(join(archives, "fma_metadata.zip"), fma.metadata);
    const lose = build(archives, {
      jobs: 1,
      onProgress: (unit: string) => unit === "clips" && rmSync(archive, { force: true }),
    });
    await assert.rejects(lose, /fma_small\.zip: it was changed or removed while it was read: run the command again$/);
    assert.deepEqual(readdirSync(folder), ["fma"]);

    const music = join(unpack(), "fma_small");
    const gone = build(root, {
      jobs: 1,
      onProgress: (unit: string) => unit === "clips" && rmSync(music, { recursive: true, force: true }),
    });
    await assert.rejects(gone, /\.mp3: it was changed or removed while it was read: run the command again$/);
  });

  it("doesn't take tables with segments encoded twice for those that were asked for", async () => {
    await build(unpack());
    await assert.rejects(
      build(root, { reencode: 128 }),
      /data: its tables were built without a second encoding of the segments: delete them, or name another folder$/,
    );
    writeFileSync(join(folder, "fma/manifest.json"), "{");
    assert.match((await build(root)).at(-1)!, /6 clips and 30 segments/, "a damaged manifest is written anew");
  });

  it("doesn't fetch an archive that another build is fetching", async () => {
    server.answers.push({ cutAfter: 10 });
    const first = build(server.address);
    await until(() => existsSync(join(folder, "fma/fma_metadata.zip.lock")), "the first build's lock");
    await assert.rejects(
      build(server.address),
      /fma_metadata\.zip\.lock: another extraction \(process \d+ on .*\) is writing/,
    );
    await first;
    assert.ok(!existsSync(join(folder, "fma/fma_small.zip.lock")));
  });

  it("names neither login nor query of an address, in lines, errors and the manifest", async () => {
    const secret = server.address.replace("//", "//me:password@");
    const lines = await build(`${secret}fma_small.zip?key=secret`);
    assert.match(lines[0]!, /^http:\/\/127\.0\.0\.1:\d+\/fma_metadata\.zip \(342 MiB\) is fetched/);
    assert.doesNotMatch([...lines, read("fma/manifest.json")].join(), /password|secret/);
    rmSync(folder, { recursive: true });
    await assert.rejects(build("http://"), /--from: it is no address that can be read/);
  });

  it("shows names without their control characters", async () => {
    const archives = join(root, "archives");
    mkdirSync(archives);
    const odd = ["fma_small/000/\u001b[31m\n.mp3", Buffer.from("no music")] as const;
    writeFileSync(join(archives, "fma_small.zip"), encodeZip([...fma.files, odd]));
    writeFileSync(join(archives, "fma_metadata.zip"), fma.metadata);
    const lines = await build(archives);
    assert.ok(lines.includes("left out \\x1b[31m\\x0a.mp3: FMA does not list it"), lines.join("|"));
  });

  it("says of one's own music what is in other formats and without a genre", async () => {
    const music = join(unpack(), "fma_small/000");
    writeFileSync(join(music, "song.m4a"), "");
    const lines: string[] = [];
    await buildOwn(music, folder, { log: (line) => lines.push(line) });
    assert.ok(lines.some((line) => line.startsWith("files in formats that are not read: 1 .m4a; convert them")));
    assert.ok(lines.includes("files without a genre, whose label is empty: 9"), lines.join("\n"));
  });

  it("finds the genre of a name whose accents the disk writes otherwise than the list", () => {
    const list = join(root, "labels.csv");
    writeFileSync(list, "filename,genre\ncaf\u00e9.mp3,Folk\nx.mp3,Pop\n");
    const file = (name: string): AudioFile => ({ path: name, name, track: name, bytes: 1, changed: 1 });
    const files = ["cafe\u0301.mp3", "x.mp3", "y.mp3"].map(file);
    assert.deepEqual(files.map(labelsFrom(list, files).labelOf), ["Folk", "Pop", undefined]);
  });

  it("refuses a list that gives a file two genres, of which one would be lost", () => {
    const list = join(root, "labels.csv");
    const files: AudioFile[] = [{ path: "a.mp3", name: "a.mp3", track: "a", bytes: 1, changed: 1 }];
    writeFileSync(list, "filename,genre\na.mp3,Folk\nb.mp3,Pop\na.mp3,Folk\n");
    assert.equal(labelsFrom(list, files).labelOf(files[0]!), "Folk");
    writeFileSync(list, "filename,genre\na.mp3,Folk\nb.mp3,Pop\na.mp3,Rock\n");
    assert.throws(() => labelsFrom(list, files), {
      name: "UserError",
      message: `--labels ${list}: names a.mp3 twice, as Folk and Rock: leave one of them`,
    });
  });

  it("shows the columns of a list that lacks one without their control characters", () => {
    const list = join(root, "labels.csv");
    writeFileSync(list, "file\u001bname,genre\na,b\n");
    assert.throws(() => labelsFrom(list, []), /needs the columns filename and genre; found file\\x1bname, genre$/);
  });

  it("doesn't keep a page that asks to log in as the archive", async () => {
    server.files.set("elsewhere/fma_metadata.zip", Buffer.from("<html>please log in</html>"));
    for (let i = 0; i < 2; i++) {
      await assert.rejects(
        build(`${server.address}elsewhere/`),
        /elsewhere\/fma_metadata\.zip: what the server sends is no ZIP archive\. Without a net: /,
      );
    }
    assert.deepEqual(readdirSync(join(folder, "fma")), []);
  });

  it("stops while a checksum is computed", async () => {
    const archives = join(root, "archives");
    mkdirSync(archives);
    writeFileSync(join(archives, "fma_small.zip"), Buffer.alloc(50 << 20));
    writeFileSync(join(archives, "fma_metadata.zip"), fma.metadata);
    const stop = new AbortController();
    const steps: number[] = [];
    const stopped = build(archives, {
      signal: stop.signal,
      onProgress: (unit: string, done: number, total: number) => {
        if (unit !== "MB" || total < 50) return;
        steps.push(done);
        stop.abort();
      },
    });
    await assert.rejects(stopped, /abort/i);
    assert.ok(steps.at(-1)! < 50, "not at its end");
  });
});
