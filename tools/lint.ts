/** `npm run lint`, `npm run types` and `npm run format`: the checks of the sources that don't run them. */
import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { Command } from "commander";

const ROOT = resolve(import.meta.dirname, "..");

/** The main script of a tool, to run with Node.js: this project's own, whatever is on the PATH. */
const tool = (script: string): string => join(ROOT, "node_modules", script);
const TSC = tool("typescript/bin/tsc");
const ESLINT = tool("eslint/bin/eslint.js");
const KNIP = tool("knip/bin/knip.js");
const PRETTIER = tool("prettier/bin/prettier.cjs");

/** Code for browsers has other globals than code for Node.js, so each has its own project. */
const TYPE_PROJECTS = [".", "src/app/page/client", "src/notebook/export/client", "src/notebook/jupyter/labextension"];

/** Each check: its description, and Node.js's arguments for each of its parts. */
const CHECKS: Readonly<Record<string, { about: string; calls: readonly (readonly string[])[] }>> = {
  types: {
    about: "the types are sound (tsc)",
    calls: TYPE_PROJECTS.map((project) => [TSC, "--noEmit", "-p", project]),
  },
  rules: {
    about: "the rules of eslint.config.js hold, among them which room may import which",
    calls: [[ESLINT, "."]],
  },
  unused: {
    about:
      "nothing is exported or installed that nothing uses, no files import each other in a circle (knip.config.js)",
    calls: [
      [KNIP, "--no-progress", "--no-config-hints", "--include", "files,dependencies,unlisted,exports,types,cycles"],
    ],
  },
  format: { about: "the format is Prettier's", calls: [[PRETTIER, "--check", "--log-level", "warn", "."]] },
  notebooks: {
    about: "the notebooks are valid, hold no outputs and their types are sound",
    calls: [["--import", "tsx", "src/cli/check-notebooks.ts"]],
  },
};
const FIXES = [
  [PRETTIER, "--write", "--log-level", "warn", "."],
  [ESLINT, "--fix", "."],
];

const names = Object.keys(CHECKS);
const command = new Command("npm run lint --")
  .description("Checks the sources; with --fix, mends of their format and rules what can be mended.")
  .argument("[checks...]", `which of the checks: ${names.join(", ")} (all, where none is named)`)
  .option("--fix", "mend instead (npm run format)", false)
  .addHelpText("after", `\nChecks:\n${names.map((name) => `  ${name.padEnd(11)} ${CHECKS[name]!.about}`).join("\n")}`)
  .parse();

const unknown = command.args.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`lint: no check named ${unknown.join(", ")}; there are: ${names.join(", ")}`);
  process.exit(1);
}
if (command.opts<{ fix: boolean }>().fix) {
  for (const call of FIXES) await run(call);
} else {
  const chosen = command.args.length > 0 ? command.args : names;
  const waiting = chosen.flatMap((name) => CHECKS[name]!.calls);
  const work = async (): Promise<void> => {
    for (let call = waiting.shift(); call; call = waiting.shift()) await run(call);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
}

/** Runs Node.js and prints its output at the end, so that two outputs don't mix. A failure fails the command. */
async function run(call: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, call, { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"] });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => said.push(chunk));
  const code = await new Promise<number | null>((ended) => child.on("close", ended));
  process.stdout.write(Buffer.concat(said));
  if (code !== 0) process.exitCode = 1;
}
