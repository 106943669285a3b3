/** A range that contains the true value with the stated confidence. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The 97.5 % quantile of the normal distribution, for a confidence of 95 %. */
const Z_95 = 1.959963984540054;

/**
 * Wilson's interval for a share of independent trials (Wilson 1927, "Probable inference, the law of succession, and statistical
 * inference"), such as an accuracy over rows drawn at random. Rows of one track are not independent; see `accuracyInterval`.
 * @throws RangeError unless `hits` is from 0 to `trials` and there is a trial
 * @example
 * import { wilsonInterval } from "../src/models/index.ts";
 * wilsonInterval(45, 50); // => { low: 0.79, high: 0.96 }
 */
export function wilsonInterval(hits: number, trials: number, z = Z_95): Interval {
  if (!(trials > 0 && hits >= 0 && hits <= trials)) throw new RangeError(`${hits} hits of ${trials} trials`);
  const share = hits / trials;
  const centre = share + (z * z) / (2 * trials);
  const spread = z * Math.sqrt((share * (1 - share)) / trials + (z * z) / (4 * trials * trials));
  const scale = 1 + (z * z) / trials;
  // Exact at the ends, where rounding would put the share itself outside.
  return {
    low: hits === 0 ? 0 : Math.max(0, (centre - spread) / scale),
    high: hits === trials ? 1 : Math.min(1, (centre + spread) / scale),
  };
}
