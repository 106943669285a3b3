import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { before, describe, it } from "node:test";
import { HearingModel, type Judgement, SPEECH, SPOKEN_SONGS } from "../../../src/app/hearing/hearingModel.ts";
import { load } from "../../../src/audio/load.ts";
import { hearSignal } from "../../../src/audio/musicnn/hear.ts";
import { chirp, chord, clicks, noise, sine } from "../../../src/audio/signals.ts";
import { speechLikeness } from "../../../src/audio/speechLikeness.ts";
import type { FeatureTable } from "../../../src/dataset/featureTable.ts";
import { readFeatureTable } from "../../../src/dataset/readFeatureTable.ts";
import { takeRows } from "../../../src/dataset/takeRows.ts";
import { kFold } from "../../../src/models/index.ts";
import { EMBEDDING_FEATURES } from "../../../src/schema.ts";
import { SHARED_DATA, skipWithoutSharedData } from "../../support/sharedData.ts";
import { talk } from "../../support/talk.ts";
import { telephone } from "../../../tools/hearing/telephone.ts";

const TABLE = resolve(import.meta.dirname, "../../../data/fma-sample/musicnn/features_3s.csv");
const CLIPS = "fma-small/clips";
const RATE = 22050;
const SPOKEN_RATE = 16_000;

type Signal = readonly [y: Float32Array, sampleRate: number];

/** A running mean: noise that falls off towards high tones. */
function dull(y: Float32Array, inertia: number): Float32Array {
  let last = 0;
  return y.map((value) => (last = inertia * last + (1 - inertia) * value));
}

const quiet = (y: Float32Array, gain: number): Float32Array => y.map((value) => gain * value);

const silences: Signal[] = [
  ...[2, 6, 15, 30].map((seconds): Signal => [new Float32Array(RATE * seconds), RATE]),
  ...[-0.5, 0.01, 0.4, 1].map((value): Signal => [new Float32Array(RATE * 12).fill(value), RATE]),
  [noise(15, 1, RATE, 2 / 32768), RATE],
  [quiet(sine(50, 15, RATE), 1e-5), RATE],
];

const noises: Signal[] = [
  ...[0.003, 0.01, 0.1, 0.3, 1].map((level, i): Signal => [noise(15, i + 1, RATE, level), RATE]),
  ...[0.5, 0.9, 0.97, 0.995].map((inertia, i): Signal => [dull(noise(15, i + 6, RATE, 0.9), inertia), RATE]),
  [noise(30, 12, 8000, 0.2), 8000],
];

const tones: Signal[] = [
  ...[110, 440, 1000, 5000].map((hz): Signal => [sine(hz, 15, RATE), RATE]),
  [chord([697, 1209], 15), RATE],
  [sine(300, 15, RATE).map((value) => 0.3 * Math.sign(value)), RATE],
  [chirp(50, 10_000, 15), RATE],
  ...[60, 120, 300].map((bpm): Signal => [clicks(bpm, 15), RATE]),
];

const voices: Signal[] = Array.from({ length: 10 }, (_, i): Signal => [
  talk(8 + 2 * i, { seed: i + 1, pitch: 95 + 15 * i, syllables: 3.5 + 0.3 * (i % 5) }),
  SPOKEN_RATE,
]);

/** Voices that a synthesiser of many languages speaks, when the machine has it. */
const ESPEAK = [
  ["en-us", "A committee met on Tuesday to talk about the new library, and nobody agreed on where it should stand."],
  ["en-gb+f2", "The engineers gave their report in the morning. The old rooms stay open from nine until five."],
  ["de+m3", "Am Morgen fuhr der Zug mit einer Viertelstunde Verspätung ab, und niemand wusste, warum."],
  ["fr+f4", "Le marché ouvre à sept heures tous les samedis, et les habitants y viennent souvent à pied."],
  ["es+m1", "La biblioteca de la ciudad está abierta todos los días menos el domingo por la tarde."],
  ["it+f1", "Il treno per la montagna parte ogni mattina alle otto e arriva prima di mezzogiorno."],
] as const;

function skipWithoutEspeak(): string | false {
  try {
    execFileSync("espeak-ng", ["--version"], { stdio: "pipe" });
    return false;
  } catch {
    return "needs espeak-ng";
  }
}

describe("What is no music", { timeout: 600_000 }, () => {
  let table: FeatureTable;
  let model: HearingModel;
  before(async () => {
    table = await readFeatureTable(TABLE, "segment");
    model = await HearingModel.train(table);
  });

  const judged = async ([y, sampleRate]: Signal): Promise<Judgement["unknown"]> =>
    (await model.judge(hearSignal(y, sampleRate))).unknown;

  it("is not answered for: at least 36 of 40 silences, noises, tones and voices", async () => {
    let refused = 0;
    for (const [kind, signals] of Object.entries({ silences, noises, tones, voices })) {
      const reasons = await Promise.all(signals.map(judged));
      assert.equal(reasons.length, 10);
      const known = reasons.filter((reason) => reason !== undefined).length;
      assert.ok(known >= 8, `${kind}: ${reasons.join(", ")}`);
      refused += known;
    }
    assert.ok(refused >= 36, `${refused}`);
  });

  it("is told to be speech where someone speaks, or calls", { skip: skipWithoutEspeak() }, async () => {
    const folder = mkdtempSync(join(tmpdir(), "speech-"));
    try {
      for (const [voice, text] of ESPEAK) {
        const file = join(folder, `${voice}.wav`);
        execFileSync("espeak-ng", ["-v", voice, "-w", file, `${text} ${text}`], { stdio: "pipe" });
        const y = await load(file, { sampleRate: SPOKEN_RATE });
        assert.equal(await judged([y, SPOKEN_RATE]), "speech", voice);
        // A telephone makes some voices so alike all along that the network finds them unchanging.
        const called = await judged([telephone(y), SPOKEN_RATE]);
        assert.ok(called === "speech" || called === "unchanging", `${voice} on the telephone: ${called}`);
        assert.ok(speechLikeness(telephone(y)) > SPEECH, `${voice} on the telephone`);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it(
    "is at most 5 % of songs by artists that a model has not met",
    { skip: skipWithoutSharedData(CLIPS) },
    async () => {
      const tracks = [...new Set(table.track)];
      const rowsOf = new Map(tracks.map((track) => [track, [] as number[]]));
      table.track.forEach((track, row) => rowsOf.get(track)!.push(row));
      const label = tracks.map((track) => table.label[rowsOf.get(track)![0]!]!);
      const artist = tracks.map((track) => table.artist![rowsOf.get(track)![0]!]!);
      const reasons: string[] = [];
      let spoken = 0;
      let called = 0;
      for (const { train, test } of kFold(tracks.length, { folds: 5, seed: 7, stratify: label, groups: artist })) {
        const unmet = await HearingModel.train(
          takeRows(
            table,
            [...train].flatMap((i) => rowsOf.get(tracks[i]!)!),
          ),
        );
        for (const i of test) {
          const segments = rowsOf.get(tracks[i]!)!.map((row) => heardIn(table, row));
          const y = await load(join(SHARED_DATA, CLIPS, `${tracks[i]!}.mp3`), { sampleRate: SPOKEN_RATE });
          const speech = speechLikeness(y);
          if (speech > SPEECH) spoken++;
          if (speechLikeness(telephone(y)) > SPEECH) called++;
          const { unknown } = await unmet.judge({ segments, level: -20, speech });
          if (unknown) reasons.push(`${tracks[i]!} ${unknown}`);
        }
      }
      assert.ok(reasons.length <= 0.05 * tracks.length, reasons.join("; "));
      assert.deepEqual({ refused: spoken, of: tracks.length }, SPOKEN_SONGS);
      assert.ok(called <= 0.03 * tracks.length, `${called} songs sound like talk on the telephone`);
    },
  );
});

function heardIn({ X, features }: FeatureTable, row: number) {
  const embedding = EMBEDDING_FEATURES.map((name) => X.data[row * X.columns + features.indexOf(name)]!);
  return { embedding: Float32Array.from(embedding), tags: new Float32Array(50) };
}
