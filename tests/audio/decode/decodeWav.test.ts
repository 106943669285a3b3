import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { decode, decodeMono } from "../../../src/audio/decode/decode.ts";
import { noise, sine } from "../../../src/audio/signals.ts";
import { encodeWav, type WavCoding } from "../../support/encodeWav.ts";
import { greatestDistance } from "../../support/testSignal.ts";

const left = sine(440, 0.2);
const right = noise(0.2);

describe("decodeWav", () => {
  const codings: [WavCoding, precision: number][] = [
    [{ bits: 8 }, 1 / 128],
    [{ bits: 16 }, 1 / 32768],
    [{ bits: 24 }, 2 ** -23],
    [{ bits: 32 }, 2 ** -24],
    [{ bits: 32, isFloat: true }, 0],
    [{ bits: 64, isFloat: true }, 0],
    [{ bits: 16, isExtensible: true }, 1 / 32768],
    [{ bits: 32, isFloat: true, isExtensible: true }, 0],
    [{ bits: 16, hasOddChunk: true }, 1 / 32768],
    [{ bits: 16, sampleRate: 96000 }, 1 / 32768],
  ];
  for (const [coding, precision] of codings) {
    it(`reads ${JSON.stringify(coding)}, one to three channels`, async () => {
      for (const channels of [[left], [left, right], [left, right, left]]) {
        const decoded = await decode(encodeWav(channels, coding));
        assert.equal(decoded.sampleRate, coding.sampleRate ?? 22050);
        assert.equal(decoded.channels.length, channels.length);
        channels.forEach((channel, i) => assert.ok(greatestDistance(decoded.channels[i]!, channel) <= precision));
      }
    });
  }

  it("mixes down to the mean of the channels", async () => {
    const coding = { bits: 32, isFloat: true } as const;
    const { samples } = await decodeMono(encodeWav([left, right, right], coding));
    const mean = left.map((value, i) => (value + 2 * right[i]!) / 3);
    assert.ok(greatestDistance(samples, mean) < 1e-7);
  });

  it("reads what is there of a file that is cut off or was streamed", async () => {
    const whole = encodeWav([left]);
    const cut = await decode(whole.subarray(0, 44 + 2001));
    assert.equal(cut.channels[0]!.length, 1000);
    const streamed = Buffer.from(whole);
    streamed.writeUInt32LE(0xffffffff, 40);
    assert.equal((await decode(streamed)).channels[0]!.length, left.length);
  });

  it("says what it can't read", async () => {
    const change = (at: number, value: number): Buffer => {
      const file = encodeWav([left]);
      file.writeUInt16LE(value, at);
      return file;
    };
    await assert.rejects(
      decode(change(20, 2)),
      /coded as format 2 with 16 bits; PCM, float, A-law, mu-law and MPEG are read/,
    );
    await assert.rejects(decode(change(34, 40)), /coded as format 1 with 40 bits/);
    await assert.rejects(decode(change(32, 1)), /can't be right: 1 samples of 16 bits in 1 bytes/);
    await assert.rejects(decode(change(32, 5)), /can't be right: 1 samples of 16 bits in 5 bytes/);
    await assert.rejects(decode(change(22, 0)), /no channels/);
    await assert.rejects(decode(encodeWav([new Float32Array()])), /holds no sound/);
    await assert.rejects(decode(encodeWav([left]).subarray(0, 30)), /its fmt chunk is cut off/);
    await assert.rejects(decode(encodeWav([left]).subarray(0, 36)), /it has no data chunk/);
  });
});
