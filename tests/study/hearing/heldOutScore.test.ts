import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  gainInWords,
  type HeldOutScore,
  heldOutScore,
  leakLearnedInWords,
} from "../../../src/study/hearing/heldOutScore.ts";
import type { Description } from "../../../src/study/hearing/learnedMusic.ts";
import { randomSourceTables } from "../../support/reportSource.ts";

const GENRES = ["Folk", "Pop", "Rock", "Jazz"];
const { clips, segments } = randomSourceTables({ genres: GENRES, tracksPerGenre: 20, artists: true });
const LABELS = { report: "the report's 57", musicnn: "the network's 200", both: "both" } as const;

/** Scores of one model whose predictions are right for the given number of the 80 songs, spread over the genres. */
function scoresOf(model: string, right: Readonly<Record<Description["id"], number>>): HeldOutScore[] {
  return (Object.keys(LABELS) as Description["id"][]).map((id) => {
    const description = { id, label: LABELS[id], clips: clips!, segments: segments! };
    const predicted = clips!.label.map((genre, row) => ((row * 37) % 80 < right[id] ? genre : "none"));
    return heldOutScore({ description, model, rows: "clips", by: "artist", predicted }, 1);
  });
}

const told = (...scores: HeldOutScore[][]): string => gainInWords(scores.flat(), 1).text.replaceAll("\u00a0", " ");

describe("gainInWords", { timeout: 60_000 }, () => {
  it("answers first whether the network tells genres better, for those models alone whose difference says so", () => {
    const text = told(
      scoresOf("KNN", { report: 20, musicnn: 40, both: 40 }),
      scoresOf("LR", { report: 40, musicnn: 41, both: 41 }),
    );
    assert.match(
      text,
      /^\*\*Yes: the network's 200 values tell genres better than the report's 57 with KNN \(50 % rather than 25 %\)\*\*; with LR \(51 % rather than 50 %\) that is not shown\. Always guessing the largest genre: 25\.0 %\./,
    );
    assert.match(text, /LR: the network's features instead of the report's \+1\.3 points \(/);
  });

  it("claims nothing where chance explains it, and says where the network is worse", () => {
    const text = told(
      scoresOf("LR", { report: 40, musicnn: 41, both: 41 }),
      scoresOf("RF", { report: 60, musicnn: 20, both: 60 }),
    );
    assert.match(
      text,
      /^\*\*That the network's 200 values tell .* is not shown\*\*; it may be chance with LR .*; it tells them worse with RF/,
    );
    assert.doesNotMatch(text, /better than the report's 57 with/);
  });
});

describe("leakLearnedInWords", { timeout: 60_000 }, () => {
  /** Shares of the segments that are right on random rows, and those with artists apart, by either description. */
  const leak = (
    model: string,
    right: Readonly<Record<"report" | "musicnn", readonly [number, number]>>,
  ): HeldOutScore[] =>
    (["report", "musicnn"] as const).flatMap((id) => {
      const description = { id, label: LABELS[id], clips: clips!, segments: segments! };
      return (["row", "artist"] as const).map((by, at) => {
        const predicted = segments!.label.map((genre, row) =>
          (row * 37) % 100 < 100 * right[id][at]! ? genre : "none",
        );
        return heldOutScore({ description, model, rows: "segments", by, predicted }, 1);
      });
    });
  const words = (...scores: HeldOutScore[][]): string =>
    leakLearnedInWords(scores.flat(), 1).text.replaceAll("\u00a0", " ");

  it("says for which models the leak is smaller, and of the others that it isn't shown", () => {
    const text = words(
      leak("KNN", { report: [0.9, 0.3], musicnn: [0.9, 0.6] }),
      leak("LR", { report: [0.6, 0.3], musicnn: [0.7, 0.4] }),
    );
    assert.match(
      text,
      /^\*\*With the network's features the leak is smaller for KNN \(−30\.0 points, −\d\d\.\d to −\d\d\.\d\)\*\*; /,
    );
    assert.match(text, /; for LR \(±0\.0 points, −\d\.\d to \+\d\.\d\) chance can explain the difference\./);
    assert.match(text, /KNN, the network's 200: 90 % on random rows, \*\*60 %\*\* by artist: −30 points\./);
  });

  it("says where it is larger", () => {
    assert.match(
      words(leak("RF", { report: [0.5, 0.4], musicnn: [0.9, 0.4] })),
      /^\*\*That .* is not shown\*\*; it is larger for RF \(\+40\.0 points/,
    );
  });
});
