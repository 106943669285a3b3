import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { HearingModel } from "../../../src/app/hearing/hearingModel.ts";
import type { FeatureTable } from "../../../src/dataset/featureTable.ts";
import { EMBEDDING_FEATURES } from "../../../src/schema.ts";
import { randomSource } from "../../support/randomData.ts";

/** Songs of two genres that nothing tells apart; each is also on a compilation, encoded again. */
function songsTwice(artistOf: (song: number, copy: number) => string | null): FeatureTable {
  const songs = Array.from({ length: 24 }, (_, song) => {
    const { integer } = randomSource(song + 1);
    return EMBEDDING_FEATURES.map(() => integer(-1000, 1000));
  });
  const rows = [0, 1].flatMap((copy) => songs.map((values, song) => ({ values, song, copy })));
  const { integer } = randomSource(99);
  const data = rows.flatMap(({ values, copy }) => values.map((value) => value + copy * integer(-60, 60)));
  const names = rows.map(({ song, copy }) => `song-${song}-${copy}.mp3`);
  const table = {
    path: "songs.csv",
    sha256: "",
    features: EMBEDDING_FEATURES,
    X: { data: Float64Array.from(data), rows: rows.length, columns: EMBEDDING_FEATURES.length },
    filename: names,
    track: names,
    segment: names.map(() => 1),
    label: rows.map(({ song }) => (song % 2 === 0 ? "Folk" : "Rock")),
    artist: rows.map(({ song, copy }) => artistOf(song, copy)),
  };
  return table as unknown as FeatureTable;
}

describe("What is kept apart when a model is measured", () => {
  it("is the same recording too, which is on an album and on a compilation", async () => {
    const { heldOut, learntFrom } = await HearingModel.train(
      songsTwice((song, copy) => (copy === 0 ? `band ${song}` : `compilation ${song % 5}`)),
    );
    assert.equal(learntFrom.apart, "artist");
    assert.ok(heldOut.accuracy < 0.8, `copies of what it has learnt from are named rightly: ${heldOut.accuracy}`);
  });

  it("is the same recording where artists are not known", async () => {
    const { heldOut, learntFrom } = await HearingModel.train(songsTwice(() => null));
    assert.deepEqual([learntFrom.apart, learntFrom.groups], ["song", 24]);
    assert.ok(heldOut.accuracy < 0.8, `${heldOut.accuracy}`);
  });
});
