import type { SourceCheck } from "./sourceCheck.ts";

export interface StatedColumns {
  /** The number of elements, each of which has two values according to the report. */
  readonly elements: number;
  /** The number of features with and without variances, as the repository's README counts them. */
  readonly withVariances: number;
  readonly withoutVariances: number;
}

/** Checks that elements, features and what is left without variances add up. */
export function datasetChecks({ elements, withVariances, withoutVariances }: StatedColumns): SourceCheck[] {
  const variances = withVariances - withoutVariances;
  const holds = variances === elements && withoutVariances === elements;
  return [
    {
      id: "elements",
      title: "Each of the elements has a mean and a variance",
      holds,
      arithmetic:
        `${elements} × 2 = ${elements * 2} features, of which ${elements} stay without variances; the README counts ` +
        `${withVariances} and, without variances, ${withoutVariances}: ${withVariances} − ${withoutVariances} = ${variances} variances`,
      ...(holds
        ? {}
        : {
            conclusion:
              `${withVariances} − ${withoutVariances} leaves ${variances} variances for ${elements} elements, and ${withoutVariances} columns where ${elements} should be. ` +
              `It adds up if tempo has no variance and the label is counted: ${variances} × 2 + 1 features and the label are ${withVariances}.`,
          }),
      figures: ["data.columns", "data.columns.kept"],
    },
  ];
}
