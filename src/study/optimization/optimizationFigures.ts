import type { FeatureDropping } from "./featureDropping.ts";
import type { ForestImportances } from "./forestImportances.ts";
import { importanceSummary } from "./importanceSummary.ts";
import type { ScalingCell } from "./scalingChart.ts";
import {
  formatGain,
  formatGainRange,
  formatPoints,
  type ReportModel,
  type ReportTable,
  sampleNote,
} from "../common/index.ts";

import { figureId, MARGIN, type MeasuredFigure } from "../judge/index.ts";

const MISSING = "This source has no 3-second table.";

/**
 * Whether scaling makes the models it can change (all but the forest) more accurate: each is shown to gain, or one is shown to gain less
 * than the margin; in between it can't be told. And how much each gains.
 * @param segments the 3-second table, to which the report refers, and what was measured on it; undefined if there is none
 */
export function scalingFigures(segments: ReportTable | undefined, cells: readonly ScalingCell[]): MeasuredFigure[] {
  if (!segments) return [{ id: "scaling.helps", measured: null, note: MISSING }];
  const units = [...new Set(cells.map(({ by }) => by))];
  const claims = units.map((by): MeasuredFigure => {
    const own = cells.filter((cell) => cell.by === by);
    const gains = own.map(({ model, gain: { gain, interval } }) =>
      [`${model.label} ${formatGain(gain, 1)}`, changeable(model) && `(${formatGainRange(interval)})`]
        .filter(Boolean)
        .join(" "),
    );
    const intervals = own.flatMap(({ model, gain }) => (changeable(model) ? [gain.interval] : []));
    const holds = intervals.every(({ low }) => low > 0);
    return {
      id: figureId("scaling.helps", by),
      measured: holds,
      unsure: !holds && !intervals.some(({ high }) => high < MARGIN),
      note: withSample(`Scaling changes test accuracy so, in points: ${gains.join(", ")}.`, segments),
    };
  });
  const gains = cells.map(({ model, by, gain: { gain, interval } }): MeasuredFigure => ({
    id: figureId(`scaling.gain.${model.id}`, by),
    label: `${model.title}: test accuracy gained by scaling`,
    format: "points",
    measured: gain,
    ...(changeable(model) ? { interval } : {}),
  }));
  return [...claims, ...gains];
}

/** A forest only compares a feature with a threshold, so scaling can't change it, on whatever music: its gain has no interval. */
function changeable({ id }: ReportModel): boolean {
  return id !== "rf";
}

/**
 * Whether most features are about equally important to the forest: whether more than half have between half and twice an equal share of
 * the decrease of impurity, which is scikit-learn's measure. That counts training rows alone, so it is unsure unless as many are shown to
 * have such a share, or not to have it, of the accuracy lost on test rows. And how many features count, by either measure.
 */
export function importanceFigures(
  segments: ReportTable | undefined,
  importances: readonly ForestImportances[],
): MeasuredFigure[] {
  if (!segments) return [{ id: "importance.mostly-equal", measured: null, note: MISSING }];
  return importances.flatMap(({ by, features, impurity, permutation, evidence }): MeasuredFigure[] => {
    const trained = importanceSummary(features, impurity);
    const tested = importanceSummary(features, permutation);
    const equal = trained.nearEqual > features.length / 2;
    const say = (count: number): string => `${count} of ${features.length}`;
    return [
      {
        id: figureId("importance.mostly-equal", by),
        measured: equal,
        unsure: equal ? evidence.near <= features.length / 2 : evidence.far < features.length / 2,
        note: withSample(
          `By decrease of impurity ${say(trained.nearEqual)} features have between half and twice the equal share; by accuracy lost when shuffled in the test part ${say(tested.nearEqual)}, which is shown of ${evidence.near}, and of ${evidence.far} the contrary.`,
          segments,
        ),
      },
      {
        id: figureId("importance.effective.impurity", by),
        label: "Forest: effective number of features, by decrease of impurity",
        measured: trained.effective,
        format: "number",
      },
      {
        id: figureId("importance.effective.permutation", by),
        label: "Forest: effective number of features, by accuracy lost when shuffled",
        measured: Number.isNaN(tested.effective) ? null : tested.effective,
        format: "number",
        ...(Number.isNaN(tested.effective) ? { note: "Shuffling costs no accuracy here." } : {}),
      },
    ];
  });
}

/**
 * Whether the forest gets no better whichever features are dropped: no smaller set gains, or all are shown to gain less than the margin;
 * in between it can't be told.
 */
export function droppingFigures(
  segments: ReportTable | undefined,
  droppings: readonly FeatureDropping[],
): MeasuredFigure[] {
  const id = "importance.dropping-does-not-help";
  if (!segments) return [{ id, measured: null, note: MISSING }];
  return droppings.map(({ by, steps }) => {
    const [all, ...fewer] = steps;
    const best = fewer.reduce((most, step) => (step.gain.gain > most.gain.gain ? step : most), fewer[0] ?? all!);
    const { gain, interval } = best.gain;
    const holds = fewer.every(({ ofAll }) => ofAll.low <= 0);
    return {
      id: figureId(id, by),
      measured: holds,
      unsure: holds && !fewer.every(({ ofAll }) => ofAll.high < MARGIN),
      note: withSample(
        `The best of ${fewer.length} smaller sets has ${best.kept} of ${all!.kept} features: ${formatPoints(gain, 1)} ${gain < 0 ? "less" : "more"} (${formatGainRange(interval)}).`,
        segments,
      ),
    };
  });
}

function withSample(note: string, table: ReportTable): string {
  return [note, sampleNote(table)].filter(Boolean).join(" ");
}
