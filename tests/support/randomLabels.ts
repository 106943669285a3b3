import { randomSource } from "./randomData.ts";

/** Labels and predictions of them, drawn unevenly so that classes are now and then missing on one side. */
export interface RandomLabels {
  readonly actual: readonly string[];
  readonly predicted: readonly string[];
}

const NAMES = ["Rock", "Folk", "Pop", "Hip-Hop", "Old-Time / Historic", "Électronique", "音楽", "a", "Soul", "Jazz"];

/** Some labels and predictions; the seed decides their number (1 to 200), the classes (1 to 10) and how many are right. */
export function randomLabels(seed: number): RandomLabels {
  const { integer, uniform } = randomSource(seed);
  const rows = integer(1, 2) === 1 ? integer(1, 12) : integer(1, 200);
  const classes = integer(1, NAMES.length);
  const skill = uniform();
  const draw = (): string => NAMES[Math.floor(classes * uniform() ** 2)]!;
  const actual = Array.from({ length: rows }, draw);
  return { actual, predicted: actual.map((label) => (uniform() < skill ? label : draw())) };
}
