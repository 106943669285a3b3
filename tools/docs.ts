/** `npm run docs`: a page for each public function of the rooms' doors, generated from their comments. */
import { resolve } from "node:path";
import { Command } from "commander";
import { Application, TSConfigReader, TypeDocReader } from "typedoc";

new Command("npm run docs")
  .description(
    "Writes a reference of what the rooms' doors offer into .cache/docs (settings: typedoc.json). Ends with 1 on a warning too.",
  )
  .allowExcessArguments(false)
  .parse();

process.chdir(resolve(import.meta.dirname, ".."));
const app = await Application.bootstrap({}, [new TypeDocReader(), new TSConfigReader()]);
const project = await app.convert();
if (project) await app.generateOutputs(project);
if (!project || app.logger.hasErrors() || app.logger.hasWarnings()) process.exitCode = 1;
