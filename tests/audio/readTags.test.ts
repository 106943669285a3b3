import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { readTags } from "../../src/audio/readTags.ts";
import { encodeWav } from "../support/encodeWav.ts";
import { encodeMp3 } from "../support/encodeMp3.ts";
import { skipWithoutFfmpeg } from "../support/ffmpeg.ts";
import { id3v1, id3v2 } from "../support/id3.ts";
import { testSignal } from "../support/testSignal.ts";

describe("readTags", { timeout: 300_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), "tags-"));
  after(() => rmSync(folder, { recursive: true }));
  const file = (name: string, ...parts: readonly Uint8Array[]): string => {
    writeFileSync(join(folder, name), Buffer.concat(parts));
    return join(folder, name);
  };

  it("reads ID3 of every version, and what several say alike from the newest", async () => {
    const sound = await encodeMp3([testSignal(1)]);
    const told = { artist: "Kraftwerk", album: "Autobahn", genre: "Electronic" };
    for (const version of [2, 3, 4] as const) {
      assert.deepEqual(await readTags(file("a.mp3", id3v2(version, told), sound)), told);
    }
    const old = id3v1({ artist: "Motörhead", album: "Ace of Spades", genre: 17 });
    assert.deepEqual(await readTags(file("b.mp3", sound, old)), {
      artist: "Motörhead",
      album: "Ace of Spades",
      genre: "Rock",
    });
    assert.deepEqual(await readTags(file("c.mp3", id3v2(4, told), sound, old)), told);
    assert.equal((await readTags(file("d.mp3", id3v2(3, { artist: "AC/DC" }), sound))).artist, "AC/DC");
    assert.deepEqual(await readTags(file("e.mp3", sound)), {});
  });

  const ffmpeg = skipWithoutFfmpeg();
  it(
    "reads what ffmpeg writes into MP3, FLAC, Ogg, WAV and AIFF, UTF-8 in RIFF INFO too",
    { skip: ffmpeg },
    async () => {
      const source = file("source.wav", encodeWav([testSignal(1)]));
      const tags = ["artist=Björk", "album=Vespertine", "genre=Electronic"].flatMap((tag) => ["-metadata", tag]);
      for (const name of ["a.mp3", "a.flac", "a.ogg", "a.opus", "a.wav", "a.aiff"]) {
        const path = join(folder, `ffmpeg-${name}`);
        execFileSync("ffmpeg", ["-v", "error", "-y", "-i", source, ...tags, "-write_id3v2", "1", path], {
          stdio: "pipe",
        });
        assert.deepEqual(await readTags(path), { artist: "Björk", album: "Vespertine", genre: "Electronic" }, name);
      }
    },
  );

  it("takes who made the album before who made the song, without guests", async () => {
    const artistOf = async (tags: Parameters<typeof id3v2>[1]): Promise<string | undefined> =>
      (await readTags(file("a.mp3", id3v2(4, tags)))).artist;
    assert.equal(await artistOf({ artist: "Queen feat. David Bowie" }), "Queen");
    assert.equal(await artistOf({ artist: "Queen (ft. David Bowie)" }), "Queen");
    assert.equal(await artistOf({ artist: "Queen & David Bowie", albumArtist: "Queen" }), "Queen");
    assert.equal(await artistOf({ artist: "Queen", albumArtist: "Various Artists" }), "Queen");
    assert.equal(await artistOf({ artist: "Little Feat" }), "Little Feat");
  });

  it("takes names that say nothing for none", async () => {
    for (const name of [
      ...["", "  ", "Unknown Artist", "<unknown>", "[Unknown]", "VARIOUS ARTISTS", "V.A.", "N/A", "-", "\u200b"],
      ...[
        "Unbekannter Künstler",
        "Artistes divers",
        "Varios artistas",
        "群星",
        "www.songs.example",
        "http://a.example",
      ],
    ]) {
      const told = await readTags(file("a.mp3", id3v2(4, { artist: name, album: name, genre: name })));
      assert.deepEqual(told, {}, JSON.stringify(name));
    }
    const told = await readTags(file("a.mp3", id3v2(4, { artist: "Various\nCruelties", album: "x".repeat(5000) })));
    assert.deepEqual(told, { artist: "Various Cruelties", album: "x".repeat(200) });
  });

  it("gives nothing for what is broken, cut, misnamed, a folder, or not there", async () => {
    const sound = await encodeMp3([testSignal(0.2)]);
    const tagged = Buffer.concat([id3v2(4, { artist: "A", album: "B" }), sound]);
    for (let cut = 0; cut < 60; cut++) assert.ok(await readTags(file("cut.mp3", tagged.subarray(0, cut))));
    let state = 1;
    const random = (): number => (state = (state * 1103515245 + 12345) % 2 ** 31) / 2 ** 31;
    for (let round = 0; round < 300; round++) {
      const bytes = Buffer.from(tagged);
      for (let i = 0; i < 4; i++) bytes[Math.floor(100 * random())] = random() < 0.3 ? 255 : Math.floor(256 * random());
      const { artist = "" } = await readTags(file("mutated.mp3", bytes));
      assert.equal(typeof artist, "string");
    }
    for (const name of ["text.mp3", "text.flac", "text.ogg", "text.wav", "text.aiff", "text.au", "text"]) {
      assert.deepEqual(await readTags(file(name, Buffer.from("text"))), {});
    }
    for (const path of [folder, join(folder, "nowhere.mp3")]) assert.deepEqual(await readTags(path), {});
  });
});
