import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { loadSource, type SourceTables } from "../../src/dataset/loadSource.ts";
import { resolveSource } from "../../src/dataset/resolveSource.ts";
import { SHARED_DATA, skipWithoutSharedData } from "../support/sharedData.ts";

const CLIPS = "filename,tempo,label\na.mp3,1,x\nb.mp3,2,y\nc.mp3,3,y\n";
const SEGMENTS = "filename,tempo,label\n1-a.mp3,1,x\n2-a.mp3,2,x\n1-b.mp3,3,y\n";

describe("loadSource", () => {
  let folder = "";
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "load-source-"))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const load = (contents: Record<string, string>): Promise<SourceTables> => {
    for (const [name, content] of Object.entries(contents)) writeFileSync(join(folder, name), content);
    return loadSource(resolveSource(folder));
  };

  it("reads the sample's two tables", async () => {
    const { clips, segments, source } = await loadSource(resolveSource("sample"));
    assert.equal(source.kind, "sample");
    assert.deepEqual([clips!.X.rows, segments!.X.rows], [160, 1600]);
    assert.deepEqual(new Set(clips!.track), new Set(segments!.track));
  });

  it("gives each row the artist of its track, from a list by track or by file name", async () => {
    const byTrack = await load({
      "t_30s.csv": CLIPS,
      "t_3s.csv": SEGMENTS,
      "tracks.csv": `track,artist\na,"Ann, Bo"\nc,\n`,
    });
    assert.deepEqual(byTrack.clips!.artist, ["Ann, Bo", null, null]);
    assert.deepEqual(byTrack.segments!.artist, ["Ann, Bo", "Ann, Bo", null]);
    rmSync(join(folder, "tracks.csv"));
    const byFile = await load({ "clips.csv": "\ufefffilename,genre,artist\r\nb.mp3,y,Bo\r\n" });
    assert.deepEqual(byFile.clips!.artist, [null, "Bo", null]);
  });

  it("keeps the artist that the table itself names", async () => {
    const clips = "filename,artist,tempo,label\na.mp3,Own,1,x\nb.mp3,,2,y\n";
    const { clips: table } = await load({ "t_30s.csv": clips, "tracks.csv": "track,artist\na,Listed\nb,Listed\n" });
    assert.deepEqual(table!.artist, ["Own", "Listed"]);
  });

  it("has no artists where the list knows none of the tracks", async () => {
    const { clips } = await load({ "t_30s.csv": CLIPS, "tracks.csv": "track,artist\nz,Zed\n" });
    assert.equal(clips!.artist, undefined);
  });

  it("notices a table of segments in place of clips, and the other way round", async () => {
    const place = (name: string): string => join(folder, name);
    await assert.rejects(load({ "t_30s.csv": SEGMENTS }), {
      message: `${place("t_30s.csv")}: the file names are those of segments, such as "1-a.mp3"; expected whole clips, or a column "track" that names each row's track (is it the other table?)`,
    });
    rmSync(place("t_30s.csv"));
    await assert.rejects(load({ "t_3s.csv": CLIPS }), {
      message: `${place("t_3s.csv")}: names such as "a.mp3" don't tell a segment's track; expected names like 3-000574.mp3 or rock.00100.3.wav, or a column "track" that names each row's track (is it the other table?)`,
    });
  });

  it("takes clips whose names begin with the number of the song", async () => {
    const { clips } = await load({ "t_30s.csv": "filename,tempo,label\n01-Intro.mp3,1,x\n02-Song.mp3,2,y\n" });
    assert.equal(clips!.X.rows, 2);
  });

  it("tells the tracks of albums in both tables alike, and says by which names", async () => {
    const songs = ["01-intro", "02-song", "01-opening", "02-intro"];
    const rows = (names: readonly string[]): string => names.map((name, i) => `${name}.wav,${i},x\n`).join("");
    const header = "filename,tempo,label\n";
    const { clips, segments, source } = await load({
      "t_30s.csv": header + rows(songs),
      "t_3s.csv": header + rows(songs.flatMap((song) => [`1-${song}`, `2-${song}`])),
    });
    assert.deepEqual(clips!.track, songs);
    assert.deepEqual([...new Set(segments!.track)], songs);
    assert.match(
      source.description,
      / 8 segments of 4 tracks, by names such as "1-01-intro\.wav" is segment 1 of track 01-intro\./,
    );
  });

  it("tells the sample's 160 tracks under other documented names, and refuses names that give the track first", async () => {
    const sample = readFileSync("data/fma-sample/features_3s.csv", "utf8");
    const renamed = (name: string): Record<string, string> => ({
      "t_3s.csv": sample.replaceAll(/^(\d+)-(\d+)\.mp3/gm, name),
    });
    for (const name of ["80s.$2.$1.wav", "rock60s.$2.$1.wav", "01-a.$2.$1.wav"]) {
      const { segments } = await load(renamed(name));
      assert.equal(new Set(segments!.track).size, 160);
      assert.ok(segments!.track.every((track, row) => track === segments!.track[row - (row % 10)]));
    }
    await assert.rejects(
      load(renamed("$2-$1.mp3")),
      /track 1 is of genre .* or a column "track" that names each row's track$/,
    );
  });

  const FIXTURES: Record<string, { rows: number; labels: readonly string[] } | RegExp> = {
    "genre-html": { rows: 45, labels: ["<unknown>", "<img src=x onerror=alert(1)>", "Pop"] },
    latin1: /t_30s\.csv:2: the text is not UTF-8; save the file as "CSV UTF-8"/,
    "legit-prefix": { rows: 2, labels: ["Soul-RnB", "Soul"] },
    "mixed-labels":
      /t_3s\.csv:\d+: track t0 is of genre "A" here and "B" on line 2 where "1-t0\.mp3" is segment 1 of track t0/,
    unbalanced: { rows: 100, labels: ["Common", "Rare"] },
  };
  for (const [name, expected] of Object.entries(FIXTURES)) {
    it(`${expected instanceof RegExp ? "refuses" : "reads"} the table ${name}`, async () => {
      const loading = loadSource(resolveSource(join(import.meta.dirname, "fixtures", name)));
      if (expected instanceof RegExp) return assert.rejects(loading, { name: "TableError", message: expected });
      const { clips } = await loading;
      assert.equal(clips!.X.rows, expected.rows);
      assert.deepEqual(new Set(clips!.label), new Set(expected.labels));
    });
  }

  it("says of tables with too few features what can't be done with them", async () => {
    const described = async (name: string): Promise<string> =>
      (await loadSource(resolveSource(join(import.meta.dirname, "fixtures", name)))).source.description;
    assert.match(
      await described("onefeature"),
      / 56 of 57 features are missing: all variances, chroma_stft_mean, .* and 17 more\. Without variances one feature is left, tempo: /,
    );
    assert.match(await described("variances-only"), / All features are variances: .* add a mean, such as rms_mean\.$/);
  });

  it("refuses a list of artists that it can't use", async () => {
    const list = join(folder, "tracks.csv");
    const refused = (content: string, message: string): Promise<void> =>
      assert.rejects(load({ "t_30s.csv": CLIPS, "tracks.csv": content }), { name: "TableError", message });
    await refused("", `${list}:1:1: the file is empty; expected a header line`);
    await refused(
      "id,name\n1,Ann\n",
      `${list}:1:1: expected columns "artist" and "track" or "filename", found id, name`,
    );
    await refused("track,artist\na,Ann,x\n", `${list}:2:1: the line has 3 fields; expected 2 as in the header`);
    await refused("track,artist\na,Ann\na,Bo\n", `${list}: track a has two artists, "Ann" and "Bo"`);
  });

  it(
    "reads the real table of 22,050 segments with its artists",
    { skip: skipWithoutSharedData("segments-3s") },
    async () => {
      const { segments, clips } = await loadSource(resolveSource(join(SHARED_DATA, "segments-3s")));
      assert.equal(clips, undefined);
      assert.deepEqual([segments!.X.rows, segments!.X.columns], [22_050, 57]);
      assert.equal(new Set(segments!.label).size, 11);
      assert.equal(new Set(segments!.track).size, 2205);
      assert.equal(new Set(segments!.artist).size, 501);
      assert.ok(!segments!.artist!.includes(null));
    },
  );
});
