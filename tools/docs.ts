/** `npm run docs`: a page for each public function of the rooms' doors, from their comments. */
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { Command } from "commander";

new Command("npm run docs")
  .description("Writes a reference of what the rooms' doors offer into .cache/docs (settings: typedoc.json).")
  .allowExcessArguments(false)
  .parse();

const bin = join(dirname(createRequire(import.meta.url).resolve("typedoc/package.json")), "bin/typedoc");
execFileSync(process.execPath, [bin], { cwd: resolve(import.meta.dirname, ".."), stdio: "inherit" });
