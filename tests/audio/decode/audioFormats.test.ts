import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { sniffAudio } from "../../../src/audio/decode/audioFormats.ts";
import { encodeMp3, encodeOgg } from "../../support/encodeMp3.ts";
import { encodeWav } from "../../support/encodeWav.ts";
import { testSignal } from "../../support/testSignal.ts";

describe("sniffAudio", () => {
  it("tells audio files by how they begin", async () => {
    const sound = testSignal(2, 100, 44100);
    assert.equal(sniffAudio(encodeWav([sound])), "WAV");
    assert.equal(sniffAudio(await encodeMp3([sound])), "MP3");
    assert.equal(sniffAudio(await encodeOgg([sound])), "Ogg");
    assert.equal(sniffAudio(Buffer.from("fLaC and so on")), "FLAC");
    assert.equal(sniffAudio(Buffer.from("ID3\x03 and a picture")), "MP3");
    for (const [head, kind] of [
      ["RF64....WAVE", "WAV"],
      ["riff....................wave", "WAV"],
      ["FORM....AIFC", "AIFF"],
      [".snd", "AU"],
      ["caff", "CAF"],
      ["ID3\x04\0\0\0\0\0\0fLaC", "FLAC"],
    ] as const)
      assert.equal(sniffAudio(Buffer.from(head, "latin1")), kind);
  });

  it("takes nothing else for audio", () => {
    const others = [
      "",
      "RIFF....AVI LIST",
      "PK\x03\x04 a zip file",
      "\x7fELF",
      "%PDF-1.7",
      "<!doctype html><script>alert(1)</script>",
      "\0\0\0\x20ftypM4A ",
      "\xff\xfb",
      "no music ".repeat(2000),
    ];
    for (const text of others) assert.equal(sniffAudio(Buffer.from(text, "latin1")), undefined, text.slice(0, 10));
    assert.equal(sniffAudio(Buffer.alloc(1 << 14, 0xff)), undefined);
  });
});
