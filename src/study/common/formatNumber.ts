import type { Interval } from "../../models/index.ts";

/** A no-break space, between a number and its unit. */
const UNIT_SPACE = "\u00a0";

/**
 * A count with thousands separators: 22,050.
 * @example
 * import { formatCount } from "../src/study/common/index.ts";
 * formatCount(22050); // => "22,050"
 */
export function formatCount(count: number): string {
  return count.toLocaleString("en");
}

/**
 * A share as a percentage: 0.825 is "83 %", with one decimal "82.5 %"; -0.01 is "−1 %".
 * @example
 * import { formatPercent } from "../src/study/common/index.ts";
 * formatPercent(0.825, 1); // => "82.5 %"
 */
export function formatPercent(share: number, digits = 0): string {
  return `${(share * 100).toFixed(digits).replace("-", "−")}${UNIT_SPACE}%`;
}

/**
 * A score with two decimals: 0.164 is "0.16", -0.08 is "−0.08".
 * @example
 * import { formatScore } from "../src/study/common/index.ts";
 * formatScore(-0.083); // => "−0.08"
 */
export function formatScore(score: number): string {
  const text = score.toFixed(2);
  return Number(text) === 0 ? "0.00" : text.replace("-", "−");
}

/**
 * A difference of scores with its sign and two decimals: 0.128 is "+0.13", -0.08 is "−0.08".
 * @example
 * import { formatScoreGain } from "../src/study/common/index.ts";
 * formatScoreGain(0.29 - 0.16); // => "+0.13"
 */
export function formatScoreGain(difference: number): string {
  const size = Math.abs(difference).toFixed(2);
  return `${Number(size) === 0 ? "±" : difference < 0 ? "−" : "+"}${size}`;
}

/**
 * A difference of shares in percentage points, unsigned: 0.105 is "11 points" (or "1 point").
 * @example
 * import { formatPoints } from "../src/study/common/index.ts";
 * formatPoints(0.82 - 0.71); // => "11 points"
 */
export function formatPoints(difference: number, digits = 0): string {
  const points = Math.abs(difference * 100).toFixed(digits);
  return `${points} ${points === "1" ? "point" : "points"}`;
}

/**
 * A gain in percentage points as a bare signed number: 0.105 is "+10.5", -0.02 is "−2.0".
 * @example
 * import { formatGain } from "../src/study/common/index.ts";
 * formatGain(0.71 - 0.82); // => "−11"
 */
export function formatGain(difference: number, digits = 0): string {
  const points = Math.abs(difference * 100).toFixed(digits);
  return `${Number(points) === 0 ? "±" : difference < 0 ? "−" : "+"}${points}`;
}

/**
 * The ends of a share's interval: "41 % to 49 %".
 * @example
 * import { formatRange } from "../src/study/common/index.ts";
 * formatRange({ low: 0.41, high: 0.49 }); // => "41 % to 49 %"
 */
export function formatRange({ low, high }: Interval, digits = 0): string {
  return `${formatPercent(low, digits)} to ${formatPercent(high, digits)}`;
}

/**
 * The ends of a gain's interval, in percentage points: "−0.4 to +1.2".
 * @example
 * import { formatGainRange } from "../src/study/common/index.ts";
 * formatGainRange({ low: -0.004, high: 0.012 }); // => "−0.4 to +1.2"
 */
export function formatGainRange({ low, high }: Interval): string {
  return `${formatGain(low, 1)} to ${formatGain(high, 1)}`;
}

/**
 * A count with its noun: "1 track", "2,205 tracks".
 * @example
 * import { countOf } from "../src/study/common/index.ts";
 * countOf(1, "track"); // => "1 track"
 * countOf(2205, "country", "countries"); // => "2,205 countries"
 */
export function countOf(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatCount(count)} ${count === 1 ? noun : plural}`;
}

/**
 * "a", "a and b", "a, b and c".
 * @example
 * import { listInWords } from "../src/study/common/index.ts";
 * listInWords(["Folk", "Pop", "Rock"]); // => "Folk, Pop and Rock"
 */
export function listInWords(items: readonly string[]): string {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)!}`;
}
