import type { PublishedFigure } from "./publishedFigure.ts";

const claim = (id: string, label: string, place: string): PublishedFigure => ({
  id,
  label: `Claim: ${label}`,
  format: "claim",
  statements: [{ value: true, place: `section 4, “${place}”` }],
  step: 0,
  notebook: "03-optimization",
  restsOn: "music",
});

/** What section 4 claims about scaling and features. */
export const OPTIMIZATION_FIGURES: readonly PublishedFigure[] = [
  claim(
    "scaling.helps",
    "the models are more accurate on scaled features",
    "the models produced better accuracy scores on the scaled data",
  ),
  claim(
    "importance.dropping-does-not-help",
    "the forest does not improve when unimportant features are removed",
    "The quality of the model did not improved after removing 'unimportant' features",
  ),
  claim(
    "importance.mostly-equal",
    "most features are about equally important to the forest",
    "majority of features were somewhat equally important",
  ),
];
