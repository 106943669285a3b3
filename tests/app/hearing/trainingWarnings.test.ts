import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { trainingWarnings } from "../../../src/app/hearing/trainingWarnings.ts";
import type { FeatureTable } from "../../../src/dataset/featureTable.ts";
import { EMBEDDING_FEATURES } from "../../../src/schema.ts";
import { randomSource } from "../../support/randomData.ts";

interface Song {
  readonly genre: string;
  readonly artist?: string;
  /** Songs of one seed sound the same. */
  readonly seed: number;
}

/** A segment a song, heard as its seed says. */
function tableOf(songs: readonly Song[]): FeatureTable {
  const names = songs.map((_, i) => `song-${i}.mp3`);
  const data = songs.flatMap(({ seed }) => {
    const { integer } = randomSource(seed);
    return EMBEDDING_FEATURES.map(() => integer(-1000, 1000) / 1000);
  });
  const table = {
    path: "songs.csv",
    features: EMBEDDING_FEATURES,
    X: { data: Float64Array.from(data), rows: songs.length, columns: EMBEDDING_FEATURES.length },
    filename: names,
    track: names,
    segment: names.map(() => 1),
    label: songs.map(({ genre }) => genre),
    ...(songs.some(({ artist }) => artist !== undefined) && { artist: songs.map(({ artist }) => artist ?? null) }),
  };
  return table as unknown as FeatureTable;
}

const many = (genre: string, first: number, artistOf?: (i: number) => string): Song[] =>
  Array.from({ length: 10 }, (_, i) => ({ genre, seed: first + i, ...(artistOf && { artist: artistOf(i) }) }));

describe("trainingWarnings", () => {
  it("says nothing of enough different songs by several artists a genre", () => {
    const songs = [...many("Folk", 1, (i) => `f${i % 3}`), ...many("Rock", 101, (i) => `r${i % 3}`)];
    assert.deepEqual(trainingWarnings(tableOf(songs)), []);
  });

  it("names genres of few songs, and genres by one artist", () => {
    const songs = [...many("Folk", 1, () => "one"), ...many("Rock", 101, (i) => `r${i % 3}`).slice(0, 9)];
    const [few, one, ...rest] = trainingWarnings(tableOf(songs));
    assert.match(few!, /^Rock has 9 songs only/);
    assert.match(one!, /^Folk: all by one artist or of one album/);
    assert.deepEqual(rest, []);
  });

  it("names several genres of few songs in one line, with their numbers", () => {
    const by = (name: string) => (i: number) => `${name}${i % 3}`;
    const songs = [...many("Rock", 101, by("r")).slice(0, 9), ...many("Folk", 1, by("f")).slice(0, 3)];
    assert.deepEqual(trainingWarnings(tableOf(songs)), [
      "few songs, of which little more than a guess can be said: Folk (3), Rock (9)",
    ]);
  });

  it("says where artists are not known, and names what is the same recording twice", () => {
    const songs = [...many("Folk", 1), ...many("Rock", 101)];
    songs[14] = { genre: "Rock", seed: 3 };
    const [unknown, twice, ...rest] = trainingWarnings(tableOf(songs));
    assert.match(unknown!, /^artists and albums are not known/);
    assert.equal(twice, "the same recording twice (1), kept on one side of the test: song-2.mp3 and song-14.mp3");
    assert.deepEqual(rest, []);
  });
});
