import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { decodeMono } from "../../../src/audio/decode/decode.ts";
import { hear, hearFile, hearRecording, hearSignal, SILENCE } from "../../../src/audio/musicnn/hear.ts";
import { encodeWav } from "../../support/encodeWav.ts";
import { greatestDistance, testSignal } from "../../support/testSignal.ts";

describe("hear", { timeout: 120_000 }, () => {
  it("hears a segment every 3 seconds, and a last one of at least half of that", () => {
    const y = testSignal(10.6);
    assert.equal(hear(y.subarray(0, 22050 * 9), 22050).length, 3);
    assert.equal(hear(y.subarray(0, 22050 * 10.4), 22050).length, 3);
    assert.equal(hear(y, 22050).length, 4);
  });

  it("hears a short signal as it goes on with silence", () => {
    const y = testSignal(2);
    const longer = new Float32Array(3 * 22050);
    longer.set(y);
    const [short] = hear(y, 22050);
    const [padded] = hear(longer, 22050);
    short!.tags.forEach((value, i) => assert.ok(Math.abs(value - padded!.tags[i]!) < 0.02));
  });

  it("hears the same at another sample rate", () => {
    const [slow] = hear(testSignal(3, 100, 22050), 22050);
    const [fast] = hear(testSignal(3, 100, 44100), 44100);
    slow!.tags.forEach((value, i) => assert.ok(Math.abs(value - fast!.tags[i]!) < 0.1));
  });

  it("hears a quiet signal as it hears a louder one, and leaves silence alone", () => {
    const y = testSignal(6);
    const heardAt = (gain: number) =>
      hearSignal(
        y.map((value) => gain * value),
        22050,
      );
    const [loud, quiet, faint] = [1, 0.02, 0.005].map(heardAt);
    assert.ok(quiet!.level < -40 && faint!.level < -60 && faint!.level > SILENCE);
    quiet!.segments.forEach(({ embedding }, i) => {
      assert.ok(greatestDistance(embedding, faint!.segments[i]!.embedding) < 0.01);
      assert.ok(greatestDistance(embedding, loud!.segments[i]!.embedding) < 1.5);
    });
    assert.ok(heardAt(1e-4).mel.data.every((value) => value < 0.01));
  });

  it("hears a file piece by piece as it hears the whole", async () => {
    const y = testSignal(31, 100, 44100);
    const file = encodeWav([y, y.map((value) => value / 2)], { sampleRate: 44100 });
    const { remarks, ...inPieces } = await hearRecording(file);
    const { samples, sampleRate } = await decodeMono(file);
    assert.ok(samples.length > 4 * 2 ** 18);
    assert.deepEqual(inPieces, hearSignal(samples, sampleRate));
    assert.deepEqual(remarks, []);
  });

  it("refuses what is too short or no signal", async () => {
    assert.throws(() => hear(testSignal(1.4), 22050), /shorter than half a segment of 3 s/);
    assert.throws(() => hear(new Float32Array(), 22050), /shorter than half a segment/);
    const broken = testSignal(3);
    broken[77] = NaN;
    assert.throws(() => hear(broken, 22050), /sample 77 of the signal is NaN/);
    await assert.rejects(hearFile("nowhere.wav"), /nowhere\.wav: there is no such file/);
  });
});
