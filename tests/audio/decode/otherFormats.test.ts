import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { decode, decodeMono, MOST_MINUTES } from "../../../src/audio/decode/decode.ts";
import { noise } from "../../../src/audio/signals.ts";
import { encodeOgg } from "../../support/encodeMp3.ts";
import { encodeWav } from "../../support/encodeWav.ts";
import { runPython, skipWithoutPython } from "../../support/python.ts";
import { greatestDistance, testSignal } from "../../support/testSignal.ts";

const y = testSignal(2, 100, 44100);

/** Writes a WAV file in another format, and reads that back as float32. */
const CONVERT = `
import json, sys, soundfile
source, target, subtype = json.load(sys.stdin)
y, rate = soundfile.read(source, dtype="float32", always_2d=True)
soundfile.write(target, y, rate, subtype=subtype)
soundfile.read(target, dtype="float32", always_2d=True)[0].T.astype("<f4").tofile(target + ".f32")
print("null")
`;

describe("decoding FLAC and Ogg Vorbis", () => {
  const formats: [extension: string, subtype: string, tolerance: number][] = [
    ["flac", "PCM_16", 0],
    ["flac", "PCM_24", 1e-7],
    ["ogg", "VORBIS", 1e-5],
  ];
  for (const [extension, subtype, tolerance] of formats) {
    it(`equals libsndfile (${extension}, ${subtype})`, { skip: skipWithoutPython("soundfile") }, async () => {
      const folder = mkdtempSync(join(tmpdir(), "formats-"));
      try {
        const [source, target] = [join(folder, "y.wav"), join(folder, `y.${extension}`)];
        const second = noise(2, 3, 44100, 0.2);
        writeFileSync(source, encodeWav([y, second], { sampleRate: 44100, bits: 24 }));
        runPython(CONVERT, [source, target, subtype]);
        const decoded = await decode(readFileSync(target));
        const reference = new Float32Array(Uint8Array.from(readFileSync(`${target}.f32`)).buffer);
        assert.equal(decoded.sampleRate, 44100);
        const all = [...decoded.channels[0]!, ...decoded.channels[1]!];
        assert.ok(greatestDistance(all, reference) <= tolerance, `${greatestDistance(all, reference)}`);
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
  }

  it("decodes Ogg Vorbis to as many samples as went in", async () => {
    const { samples, sampleRate } = await decodeMono(await encodeOgg([y]));
    assert.equal(sampleRate, 44100);
    assert.equal(samples.length, y.length);
  });

  it("goes by the content, and names formats that it does not read", async () => {
    await assert.rejects(decode(Buffer.alloc(0)), /it is empty/);
    await assert.rejects(decode(Buffer.from("\0\0\0\x20ftypM4A \0\0\0\0", "latin1")), /it is an MP4 file .*: convert/);
    await assert.rejects(decode(Buffer.from("OggS\0\x02".padEnd(28, "\0") + "OpusHead")), /it holds no whole page/);
  });

  it(`refuses a recording of more than ${MOST_MINUTES} minutes`, async () => {
    // 2 hours at the lowest rate.
    const hours = encodeWav([new Float32Array(2 * 3600 * 1000)], { sampleRate: 1000, bits: 8 });
    await assert.rejects(decode(hours), /it is longer than 30 minutes: cut it into parts first/);
  });
});
