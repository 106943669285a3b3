import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { readTrackArtists } from "../../../tools/replica/readTrackArtists.ts";

describe("readTrackArtists", () => {
  const file = (text: string): string => {
    const path = join(mkdtempSync(join(tmpdir(), "artists-")), "artists.csv");
    writeFileSync(path, text);
    return path;
  };

  it("reads numbers of tracks and artists, and leaves out tracks without an artist", async () => {
    const artists = await readTrackArtists(file("track_id,genre,artist_id\n574,Rock,12\n2,Folk,\n"));
    assert.deepEqual([...artists], [[574, "12"]]);
  });

  it("reads the project's own lists, and FMA's", async () => {
    assert.equal((await readTrackArtists("data/fma-sample/clips.csv")).get(26859), "I, Cactus");
    const fma = file(",artist,track\n,name,genre_top\ntrack_id,,\n574,Nina,Rock\n");
    assert.deepEqual([...(await readTrackArtists(fma))], [[574, "Nina"]]);
  });

  it("refuses other files", async () => {
    await assert.rejects(readTrackArtists(file("a,b\n1,2\n")), { name: "TableError" });
  });
});
