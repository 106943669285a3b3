/** Runs the test files with node:test and prints the spec report. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { finished } from "node:stream/promises";
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { parseArgs } from "node:util";
import { QUICK_VARIABLE } from "./support/python.ts";

/** What `--quick` leaves out: files whose paths hold one of these. */
const SLOW = [
  "notebooks/",
  "cli/",
  "jupyter/",
  "browser",
  "page/",
  "hostile",
  "librosa",
  "parity",
  "replica",
  "charts",
  "install/scripts",
  "install/image",
];

const { values, positionals } = parseArgs({
  options: {
    "no-skips": { type: "boolean", default: false },
    quick: { type: "boolean", default: false },
    coverage: { type: "boolean", default: false },
    help: { type: "boolean", short: "h", default: false },
  },
  allowPositionals: true,
});
if (values.help) {
  console.log(`Usage: npm test -- [options] [words...]

  npm test                       all tests
  npm test -- notebook export    only files whose path holds one of the words
  npm test -- --quick            only what takes seconds: no whole notebooks, no commands, no browser, no Python
  npm test -- --coverage         a table of what the tests went through of src, the commands that they call too
  npm test -- --no-skips         a skipped test is a failure (used where every judge is installed)`);
  process.exit();
}

const here = import.meta.dirname;
const files = readdirSync(here, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".test.ts"))
  .filter((file) => positionals.length === 0 || positionals.some((word) => file.includes(word)))
  .filter((file) => !values.quick || !SLOW.some((word) => file.includes(word)))
  .map((file) => join(here, file))
  .sort();
if (files.length === 0) {
  console.error(`tests: no test file matches ${positionals.join(" ") || "*.test.ts"}`);
  process.exit(1);
}

if (values.quick) process.env[QUICK_VARIABLE] = "on";

// Each file's process loads this first. Node 20 hands on the arguments of this process, later ones take an option.
const execArgv = ["--import", new URL("./support/watchFile.ts", import.meta.url).href];
process.execArgv.push(...execArgv);

// Every process that a test starts writes what it went through into this folder.
const coverage = values.coverage ? mkdtempSync(join(tmpdir(), "coverage-")) : undefined;
if (coverage) process.env.NODE_V8_COVERAGE = coverage;

const skipped: string[] = [];
const stream = run({ files, concurrency: 2, execArgv } as Parameters<typeof run>[0]);
stream.on("test:fail", () => (process.exitCode = 1));
stream.on("test:pass", (event) => {
  if (event.skip === undefined || event.skip === false) return;
  const reason = typeof event.skip === "string" ? `: ${event.skip}` : "";
  skipped.push(`${event.file ? relative(here, event.file) : "?"}: ${event.name}${reason}`);
});
const report = stream.pipe(new spec());
report.pipe(process.stdout, { end: false });
await finished(report, { writable: false });

if (skipped.length > 0) {
  console.log(`\n${skipped.length} skipped:\n${skipped.map((line) => `  ${line}`).join("\n")}`);
  if (values["no-skips"]) {
    console.error("tests: --no-skips was given and tests were skipped");
    process.exitCode = 1;
  }
}

if (coverage) {
  delete process.env.NODE_V8_COVERAGE;
  const c8 = [join(here, "../node_modules/c8/bin/c8.js"), "report", "--temp-directory", coverage, "--include", "src"];
  spawnSync(process.execPath, c8, { cwd: join(here, ".."), stdio: "inherit" });
  rmSync(coverage, { recursive: true });
}
