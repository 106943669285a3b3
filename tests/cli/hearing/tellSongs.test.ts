import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { after, describe, it } from "node:test";
import type { AudioFile } from "../../../src/audio/index.ts";
import { type Tellers, tellSongs } from "../../../src/cli/hearing/tellSongs.ts";
import { id3v2, type TagTexts } from "../../support/id3.ts";

describe("tellSongs", () => {
  const folder = mkdtempSync(join(tmpdir(), "tell-songs-"));
  after(() => rmSync(folder, { recursive: true }));

  /** Writes songs that are nothing but tags, and gives what is told of each: "genre | artist". */
  async function told(
    songs: Readonly<Record<string, TagTexts>>,
    tellers: Partial<Tellers> = {},
  ): Promise<{ of: string[]; credits: string; notes: readonly string[] }> {
    const files = Object.entries(songs).map(([name, tags]): AudioFile => {
      const path = join(folder, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, id3v2(4, tags));
      return { path, name: basename(path), track: basename(path), bytes: 0, changed: 0 };
    });
    const { of, credits, notes } = await tellSongs(files, { folder, ...tellers });
    return { of: files.map((file) => `${of(file).genre} | ${of(file).artist}`), credits, notes };
  }

  it("asks folders first, then artists and albums of tags, and counts what told", async () => {
    const { of, credits, notes } = await told({
      "Rock/First/a.mp3": {},
      "Rock/b.mp3": { artist: "Queen", album: "Jazz" },
      "Pop/c.mp3": { album: "Hits" },
      "Pop/d.mp3": { artist: "Unknown Artist", album: "" },
      "e.mp3": { artist: "Queen", genre: "Rock" },
    });
    assert.deepEqual(of, ["Rock | Rock/First", "Rock | Queen", "Pop | Hits", "Pop | undefined", "undefined | Queen"]);
    assert.equal(credits, "Artists come from folders (1 song), tags (1 song), album tags (1 song); 1 without.");
    assert.deepEqual(notes, []);
    assert.equal((await told({ "Pop/c.mp3": {} })).credits, "Neither folders nor tags name the artists.");
  });

  it("keeps two albums of one artist together, and a folder of many artists in one piece", async () => {
    const { of } = await told({
      "Rock/Jazz/a.mp3": { artist: "Queen" },
      "Rock/Jazz/b.mp3": {},
      "Rock/Innuendo/c.mp3": { artist: "QUEEN" },
      "Rock/d.mp3": { artist: "queen" },
      "Rock/Best of/e.mp3": { artist: "Queen" },
      "Rock/Best of/f.mp3": { artist: "Rush" },
    });
    const [first, ...others] = of;
    assert.ok(
      others.slice(0, 3).every((one) => one === first),
      of.join(),
    );
    assert.deepEqual(others.slice(3), ["Rock | Rock/Best of", "Rock | Rock/Best of"]);
  });

  it("takes genres of tags where it is told to, and folders for albums then", async () => {
    const songs = {
      "music/a.mp3": { genre: "Rock", artist: "Queen" },
      "music/b.mp3": { genre: "rock" },
      "music/c.mp3": { genre: "Other" },
      "d.mp3": { genre: "Rock" },
    };
    const { of, notes } = await told(songs, { genreFromTags: true });
    assert.deepEqual(of, ["Rock | Queen", "Rock | music", "undefined | music", "Rock | undefined"]);
    assert.deepEqual(notes, ["Rock, rock: treated as one genre, Rock"]);
  });

  it("takes a table's word, asks its albums where it knows no artist, and tags where it knows neither", async () => {
    const labels = join(folder, "labels.csv");
    writeFileSync(
      labels,
      "filename,genre,artist,album\na.mp3,Rock,Rush,\nb.mp3,Pop,,Hits\nc.mp3,Pop,,\nd.mp3,,Rush,\n",
    );
    const tags = { artist: "Queen", album: "Jazz" };
    const { of, credits } = await told({ "a.mp3": tags, "b.mp3": tags, "c.mp3": tags, "d.mp3": tags }, { labels });
    assert.deepEqual(of, ["Rock | Rush", "Pop | Hits", "Pop | Queen", "undefined | Rush"]);
    assert.equal(credits, "Artists come from the table (2 songs), tags (1 song).");
    await assert.rejects(told({}, { labels: join(folder, "none.csv") }), /--labels .*none\.csv: there is no such file/);
    writeFileSync(labels, "file,genre\n");
    await assert.rejects(told({}, { labels }), /needs the columns filename and genre; found file, genre/);
  });

  it("writes names on one line", async () => {
    const { of } = await told({ "two\nlines/a\tb/a.mp3": {}, "\u202eevil/c.mp3": { artist: "two\nlines" } });
    assert.deepEqual(of, ["two\\nlines | two\\nlines/a\\tb", "\\u{202e}evil | two lines"]);
  });
});
