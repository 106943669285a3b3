import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { cohenKappa } from "../../../src/models/cohenKappa.ts";
import { kappaGain } from "../../../src/study/pairs/kappaGain.ts";
import type { TestOutcome } from "../../../src/study/common/testOutcome.ts";
import { runPython, skipWithoutPython } from "../../support/python.ts";
import { randomSource } from "../../support/randomData.ts";

const GENRES = ["Folk", "Hip-Hop", "Pop", "Rock"];
const PAIRS = [
  ["Folk", "Pop"],
  ["Hip-Hop", "Rock"],
];

/** Test rows of 60 artists; a model of all genres and models of two are right for these shares of them. */
function outcomes(rightOfAll: number, rightOfTwo: number): { whole: TestOutcome; binaries: TestOutcome[] } {
  const { uniform } = randomSource(5);
  const rows = Array.from({ length: 60 }, (_, artist) => {
    const genre = GENRES[artist % GENRES.length]!;
    // Segments of an artist mostly go together.
    const luck = uniform();
    return Array.from({ length: 4 }, () => {
      const other = GENRES[Math.floor(uniform() * GENRES.length)]!;
      const drawn = 0.7 * luck + 0.3 * uniform();
      const pair = PAIRS.find((two) => two.includes(genre))!;
      return {
        genre,
        track: `artist ${artist}`,
        all: drawn < rightOfAll ? genre : other,
        two: drawn < rightOfTwo ? genre : pair.find((one) => one !== genre)!,
        pair,
      };
    });
  }).flat();
  const outcome = (of: typeof rows, predicted: (row: (typeof rows)[number]) => string): TestOutcome => ({
    actual: of.map(({ genre }) => genre),
    predicted: of.map(predicted),
    track: of.map(({ track }) => track),
    by: "row",
  });
  return {
    whole: outcome(rows, ({ all }) => all),
    binaries: PAIRS.map((pair) =>
      outcome(
        rows.filter((row) => row.pair === pair),
        ({ two }) => two,
      ),
    ),
  };
}

/** Kappas by scikit-learn over artists drawn by numpy. */
const PROGRAM = `
import json, sys
import numpy as np
from sklearn.metrics import cohen_kappa_score
given = json.load(sys.stdin)
def read(outcome):
    return [np.array(outcome[key]) for key in ("actual", "predicted", "track")]
whole, binaries = read(given["whole"]), [read(one) for one in given["binaries"]]
artists = np.unique(whole[2])
random = np.random.default_rng(3)
gains = []
def kappa(outcome, times):
    weights = np.array([times[name] for name in outcome[2]])
    return cohen_kappa_score(outcome[0], outcome[1], sample_weight=weights) if len(set(outcome[0][weights > 0])) > 1 else None
for _ in range(2000):
    drawn = random.choice(artists, size=len(artists))
    names, counts = np.unique(drawn, return_counts=True)
    times = {name: 0 for name in artists} | dict(zip(names, counts.tolist()))
    pairs = [kappa(one, times) for one in binaries]
    gains.append(np.mean([one for one in pairs if one is not None]) - kappa(whole, times))
print(json.dumps(np.quantile(gains, [0.025, 0.975]).tolist()))
`;

describe("kappaGain", { timeout: 300_000 }, () => {
  it("is the pairs' mean kappa less the kappa of all genres, inside its interval", () => {
    const { whole, binaries } = outcomes(0.4, 0.6);
    const { gain, interval } = kappaGain(whole, binaries, { seed: 1 });
    const kappas = binaries.map(({ actual, predicted }) => cohenKappa(actual, predicted));
    assert.ok(Math.abs(gain - ((kappas[0]! + kappas[1]!) / 2 - cohenKappa(whole.actual, whole.predicted))) < 1e-12);
    assert.ok(interval.low < gain && gain < interval.high);
    const wider = kappaGain(whole, binaries, { seed: 1, confidence: 0.99 }).interval;
    assert.ok(wider.low < interval.low && interval.high < wider.high);
  });

  it("is paired: far better known than two kappas whose errors add up", () => {
    const { whole } = outcomes(0.5, 0.5);
    const { gain, interval } = kappaGain(whole, [whole], { seed: 1 });
    assert.equal(gain, 0);
    // What the rule of three leaves open of 60 artists.
    const reach = 2 * (1 - 0.05 ** (1 / 60));
    assert.ok(Math.abs(interval.high - reach) < 1e-12 && Math.abs(interval.low + reach) < 1e-12);
  });

  it("leaves a pair out of the draws that have no row of it", () => {
    const { whole, binaries } = outcomes(0.4, 0.9);
    const rare = binaries[1]!;
    const few = {
      ...rare,
      actual: rare.actual.slice(0, 4),
      predicted: rare.actual.slice(0, 4),
      track: rare.track.slice(0, 4),
    };
    const { interval } = kappaGain(whole, [binaries[0]!, few], { seed: 1 });
    assert.ok(Number.isFinite(interval.low) && Number.isFinite(interval.high));
  });

  it("leaves a pair out of the draws that have one of its genres alone, and takes it for no kappa of 0", () => {
    // Every model is right, but one of the pair's genres has one artist: two draws in five are without it.
    const one = outcomes(2, 2);
    const [pair] = one.binaries;
    const single = pair!.track.find((_, row) => pair!.actual[row] === "Folk");
    const kept = [...pair!.actual.keys()].filter((row) => pair!.actual[row] === "Pop" || pair!.track[row] === single);
    const taken = (of: readonly unknown[]): never[] => kept.map((row) => of[row] as never);
    const rare = {
      ...pair!,
      actual: taken(pair!.actual),
      predicted: taken(pair!.predicted),
      track: taken(pair!.track),
    };
    const { interval } = kappaGain(one.whole, [rare, one.binaries[1]!], { seed: 1 });
    assert.ok(interval.low > -0.2 && interval.high < 0.2, JSON.stringify(interval));
  });

  it(
    "has the interval that numpy finds by drawing artists, with kappas by scikit-learn",
    { skip: skipWithoutPython("sklearn", "numpy") },
    () => {
      const given = outcomes(0.4, 0.6);
      const { interval } = kappaGain(given.whole, given.binaries, { seed: 1, draws: 10_000 });
      const [low, high] = runPython(PROGRAM, given) as [number, number];
      // Ends of 2,000 draws vary by some 4 % of an interval's width.
      const allowed = 0.06 * (high - low);
      assert.ok(
        Math.abs(interval.low - low) < allowed && Math.abs(interval.high - high) < allowed,
        `${interval.low} ${interval.high}, Python ${low} ${high}`,
      );
    },
  );
});
