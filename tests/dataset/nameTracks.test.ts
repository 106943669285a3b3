import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { type NamedRows, nameTracks, type RowUnit, type TrackNames } from "../../src/dataset/nameTracks.ts";
import { TableError } from "../../src/dataset/tableError.ts";

const WAY_OUT = `or a column "track" that names each row's track`;
const EXAMPLES = "3-000574.mp3 or rock.00100.3.wav";

/** Rows of these names, all of one genre unless said otherwise, from line 2 on. */
function rowsOf(filename: readonly string[], label = filename.map(() => "Rock")): NamedRows {
  return { path: "t.csv", filename, line: filename.map((_, row) => row + 2), label };
}

const tell = (filename: readonly string[], unit: RowUnit = "segment", label?: string[]): TrackNames =>
  nameTracks(rowsOf(filename, label), unit);

function refused(rows: NamedRows, unit: RowUnit, message: string): void {
  assert.throws(() => nameTracks(rows, unit), { name: "TableError", message });
}

/** The names of segments 1 to 3 of each track. */
const segmentsOf = (tracks: readonly string[], name: (track: string, segment: number) => string): string[] =>
  tracks.flatMap((track) => [1, 2, 3].map((segment) => name(track, segment)));

describe("the track of a clip", () => {
  it("is its file's name, whatever digits that begins with or ends in", () => {
    const names = [
      "01-intro.wav",
      "12-intro.mp3",
      "02-song.1.2.flac",
      "80s.00100.wav",
      "Björk - 1.OGG",
      "a/b.aiff",
      "noise",
    ];
    const { track, segment, remark } = tell(names, "clip");
    const tracks = ["01-intro", "12-intro", "02-song.1.2", "80s.00100", "Björk - 1", "a/b", "noise"];
    assert.deepEqual([track, segment, remark], [tracks, names.map(() => null), undefined]);
  });

  it("is refused where two files are one track but for their endings, or a column says so", () => {
    const both = `"a.mp3" (line 2) and "a.wav"; expected whole clips, one row a track (is it the other table?)`;
    refused(rowsOf(["a.mp3", "a.wav"]), "clip", `t.csv:3: track a has several rows, ${both}`);
    refused({ ...rowsOf(["a.mp3", "a.wav"]), track: ["t", "t"] }, "clip", `t.csv:3: track t has several rows, ${both}`);
    assert.deepEqual(nameTracks({ ...rowsOf(["a.mp3", "a.wav"]), track: ["a 1", "a 2"] }, "clip").track, [
      "a 1",
      "a 2",
    ]);
  });

  it("is refused where the names are those of segments, unless a column names the tracks", () => {
    const names = segmentsOf(["a", "b"], (track, segment) => `${segment}-${track}.wav`);
    refused(
      rowsOf(names),
      "clip",
      `t.csv: the file names are those of segments, such as "1-a.wav"; expected whole clips, ${WAY_OUT} (is it the other table?)`,
    );
    assert.deepEqual(nameTracks({ ...rowsOf(names), track: names }, "clip").track, names);
  });
});

describe("the track of a segment", () => {
  const tracks = Array.from({ length: 96 }, (_, i) => String(1736 + 1237 * i).padStart(6, "0"));
  const genres = tracks.flatMap((_, i) => [1, 2, 3].map(() => ["Folk", "Pop", "Rock"][i % 3]!));

  const FORMS: Record<string, (track: string, segment: number) => string> = {
    "3-000574.mp3": (track, segment) => `${segment}-${track}.mp3`,
    "3-01-intro.wav": (track, segment) => `${segment}-01-${track}.wav`,
    "rock.00100.3.wav": (track, segment) => `rock.${track}.${segment}.wav`,
    "80s.001736.1.wav": (track, segment) => `80s.${track}.${segment}.wav`,
    "rock60s.001736.1.wav": (track, segment) => `rock60s.${track}.${segment}.wav`,
    "10-rock.00100.0.wav": (track, segment) => `${segment}-rock.${track}.0.wav`,
  };
  for (const [example, name] of Object.entries(FORMS)) {
    it(`is read from names like ${example}, and that is said`, () => {
      const { track, segment, remark } = tell(segmentsOf(tracks, name), "segment", genres);
      assert.equal(new Set(track).size, 96);
      for (let row = 0; row < track.length; row += 3) {
        assert.deepEqual(new Set(track.slice(row, row + 3)).size, 1);
        assert.deepEqual(segment.slice(row, row + 3), [1, 2, 3]);
      }
      assert.match(remark!, /^288 segments of 96 tracks, by names such as "\S+" is segment 1 of track \S+$/);
    });
  }

  it("is never read from names that give the track first, as these make tracks of many genres or far too many segments", () => {
    const names = segmentsOf(tracks, (track, segment) => `${track}-${segment}.mp3`);
    const reading = `"001736-1.mp3" is segment 1736 of track 1`;
    refused(
      rowsOf(names, genres),
      "segment",
      `t.csv:5: track 1 is of genre "Pop" here and "Folk" on line 2 where ${reading}; expected one genre a track, ${WAY_OUT}`,
    );
    refused(
      rowsOf(names),
      "segment",
      `t.csv: track 1 would have 96 of 119,251 segments where ${reading}; expected names like ${EXAMPLES}, ${WAY_OUT}`,
    );
    refused(
      rowsOf(["000574-1.mp3", "000574-2.mp3", "000575-1.mp3", "000575-2.mp3"]),
      "segment",
      `t.csv: track 1 would have 2 of 575 segments where "000574-1.mp3" is segment 574 of track 1; expected names like ${EXAMPLES}, ${WAY_OUT}`,
    );
  });

  it("is refused where names are of two forms, or of none", () => {
    refused(
      rowsOf(["1-a.mp3", "2-a.mp3", "rock.1.2.mp3", "1-b.mp3"]),
      "segment",
      `t.csv:4: "rock.1.2.mp3" doesn't tell a segment's track as 3 other names do; expected one form for all, like 3-000574.mp3, ${WAY_OUT}`,
    );
    refused(
      rowsOf(["a.mp3", "b.mp3"]),
      "segment",
      `t.csv: names such as "a.mp3" don't tell a segment's track; expected names like ${EXAMPLES}, ${WAY_OUT} (is it the other table?)`,
    );
  });

  it("is refused where each track has one row, or where names can be read in two ways", () => {
    refused(
      rowsOf(["1-a.mp3", "1-b.mp3"]),
      "segment",
      `t.csv: each track has one row only, such as "1-a.mp3"; expected segments named like ${EXAMPLES}, ${WAY_OUT} (is it the other table?)`,
    );
    refused(
      rowsOf(["1-x.1.0.wav", "2-x.1.0.wav", "1-x.1.1.wav", "2-x.1.1.wav"]),
      "segment",
      `t.csv: "1-x.1.0.wav" is segment 1 of track x.1.0 or segment 0 of track 1-x.1; expected a column "track" that names each row's track`,
    );
  });

  it("is what the column says, and still has one genre and one artist", () => {
    const rows = { ...rowsOf(["a.mp3", "b.mp3", "c.mp3"]), track: ["t", "u", "t"] };
    assert.deepEqual(nameTracks(rows, "segment"), { track: rows.track, segment: [1, 1, 2] });
    const numbered = { ...rows, segment: ["7", "0", ""] };
    assert.deepEqual(nameTracks(numbered, "segment").segment, [7, 0, null]);
    refused(
      { ...rows, label: ["x", "x", "y"] },
      "segment",
      `t.csv:4: track t is of genre "y" here and "x" on line 2; expected one genre a track`,
    );
    refused(
      { ...rows, artist: ["Ann", null, "Bo"] },
      "segment",
      `t.csv:4: track t is of artist "Bo" here and "Ann" on line 2; expected one artist a track`,
    );
    refused(
      { ...rows, track: ["t", "u", "v"] },
      "segment",
      `t.csv: each track has one row only, such as "a.mp3"; expected segments named like ${EXAMPLES}, ${WAY_OUT} (is it the other table?)`,
    );
    const cut = { ...rows, track: ["t", "u", "v"], segment: ["1", "2", "1"] };
    assert.deepEqual(nameTracks(cut, "segment").track, ["t", "u", "v"]);
  });
});

/** Track names as people give them, without a slash or a control character. */
const TRACK = fc.oneof(
  fc
    .string({ minLength: 1, maxLength: 12, unit: "grapheme" })
    .filter((name) => name.trim() === name && !/[\p{C}/]/u.test(name)),
  fc.stringMatching(/^\d{1,6}$/),
  fc.stringMatching(/^\d{1,2}-[a-z]{1,3}$/),
  fc.stringMatching(/^[a-z0-9]{1,4}\.\d{1,5}$/),
  fc.stringMatching(/^[a-z]\.\d\.\d$/),
);
const TRACKS = fc.uniqueArray(TRACK, { minLength: 1, maxLength: 8 });
const COUNTS = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 8, maxLength: 8 });

/** Checks that rows are told apart by track exactly as these numbers do, or that the table is refused. */
function assertTold(names: readonly string[], owner: readonly number[], unit: RowUnit): boolean {
  let told: TrackNames;
  try {
    told = tell(
      names,
      unit,
      owner.map((track) => `genre ${track % 3}`),
    );
  } catch (error) {
    assert.ok(error instanceof TableError && !error.message.includes("\n"), String(error));
    return false;
  }
  const trackOf = new Map<number, string>();
  owner.forEach((track, row) => {
    assert.equal(trackOf.get(track) ?? told.track[row], told.track[row], `${names[row]} belongs with its track`);
    trackOf.set(track, told.track[row]!);
  });
  assert.equal(new Set(trackOf.values()).size, trackOf.size, "tracks are kept apart");
  return true;
}

describe("whatever the names, tracks are told rightly or the table is refused:", () => {
  const ENDINGS = fc.constantFrom(".mp3", ".wav", ".FLAC", "");

  it("names of clips", () => {
    fc.assert(
      fc.property(TRACKS, ENDINGS, (tracks, ending) => {
        assertTold(
          tracks.map((track) => track + ending),
          tracks.map((_, i) => i),
          "clip",
        );
      }),
    );
  });

  const WAYS: Record<string, (track: string, segment: number) => string> = {
    "segment, then track": (track, segment) => `${segment}-${track}`,
    "GTZAN's": (track, segment) => `${track}.00042.${segment}`,
  };
  for (const [way, name] of Object.entries(WAYS)) {
    it(`names of segments, ${way}`, () => {
      fc.assert(
        fc.property(TRACKS, COUNTS, ENDINGS, fc.integer({ min: 0, max: 1 }), (tracks, counts, ending, first) => {
          const rows = tracks.flatMap((track, i) =>
            Array.from({ length: counts[i]! }, (_, segment) => ({ i, name: name(track, first + segment) + ending })),
          );
          assertTold(
            rows.map((row) => row.name),
            rows.map((row) => row.i),
            "segment",
          );
        }),
        { numRuns: 300 },
      );
    });
  }

  it("names of segments, track, then segment, as long as the tracks' numbers are not those of segments", () => {
    const NUMBERS = fc.uniqueArray(fc.integer({ min: 400, max: 200_000 }), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(NUMBERS, COUNTS, (numbers, counts) => {
        const rows = numbers.flatMap((number, i) =>
          Array.from({ length: counts[i]! }, (_, segment) => ({ i, name: `${number}-${segment + 1}.mp3` })),
        );
        assertTold(
          rows.map((row) => row.name),
          rows.map((row) => row.i),
          "segment",
        );
      }),
    );
  });
});
