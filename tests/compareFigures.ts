/**
 * Says whether runs gave the same figures: node --import tsx tests/compareFigures.ts RESULTS.JSON...
 * Everything but the environment has to be the same, to the last digit.
 */
import { readFileSync } from "node:fs";

const [first, ...others] = process.argv.slice(2);
if (first === undefined || others.length === 0) throw new Error("give at least two results.json");

const figuresOf = (path: string): string => {
  const results = JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
  return JSON.stringify({ ...results, environment: undefined }, null, 1);
};
const expected = figuresOf(first).split("\n");
for (const path of others) {
  const lines = figuresOf(path).split("\n");
  const at = lines.findIndex((line, i) => line !== expected[i]);
  if (at < 0 && lines.length === expected.length) continue;
  console.error(`${path} differs from ${first}:\n- ${expected[at]?.trim()}\n+ ${lines[at]?.trim()}`);
  process.exitCode = 1;
}
