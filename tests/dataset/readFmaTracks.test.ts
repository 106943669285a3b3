import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { readArtists } from "../../src/dataset/readTrackList.ts";
import { readFmaTracks } from "../../src/dataset/readFmaTracks.ts";

// The layout of FMA's file: group, name, and the index's own name, each in a line; fields may hold line ends.
const HEADER = ",album,artist,artist,track,track\n,title,bio,name,genre_top,title\ntrack_id,,,,,\n";
const ROWS = `2,"AWOL, a way","line\n""two""",AWOL,Hip-Hop,Food\n574,x,,,Rock,y\n155320,x,,Ann,,z\n`;

describe("FMA's list of tracks", () => {
  let path = "";
  beforeEach(() => (path = join(mkdtempSync(join(tmpdir(), "fma-tracks-")), "tracks.csv")));
  afterEach(() => rmSync(join(path, ".."), { recursive: true }));

  it("is read with its three header lines", () => {
    writeFileSync(path, HEADER + ROWS);
    assert.deepEqual(readFmaTracks(path), [
      { track: "000002", genre: "Hip-Hop", artist: "AWOL", album: "AWOL, a way" },
      { track: "000574", genre: "Rock", album: "x" },
      { track: "155320", artist: "Ann", album: "x" },
    ]);
  });

  it("names the artists of tables beside it", async () => {
    writeFileSync(path, HEADER + ROWS);
    assert.deepEqual(
      [...(await readArtists(path))],
      [
        ["000002", "AWOL"],
        ["155320", "Ann"],
      ],
    );
  });

  it("is told from other lists, and refused where it is cut off", () => {
    writeFileSync(path, "track,artist\na,Ann\nb,Bo\n");
    assert.equal(readFmaTracks(path), undefined);
    writeFileSync(path, HEADER + ROWS + "155321,x,\n");
    assert.throws(() => readFmaTracks(path), {
      message: `${path}:8:1: expected a track's number and 6 fields, found 3; the file seems to be cut off or changed`,
    });
    writeFileSync(path, HEADER.replace("genre_top", "genre") + ROWS);
    assert.throws(() => readFmaTracks(path), { message: /:2: no column "genre_top" under "track"/ });
  });
});
