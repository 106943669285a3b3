/** `npm run docs`: a page for each public function of the rooms' doors, from their comments. */
import { resolve } from "node:path";
import { Command } from "commander";
import {
  Application,
  Converter,
  type ParameterReflection,
  ReflectionKind,
  type SomeType,
  TSConfigReader,
  TypeDocReader,
} from "typedoc";

new Command("npm run docs")
  .description(
    "Writes a reference of what the rooms' doors offer into .cache/docs (settings: typedoc.json). Ends with 1 on a warning too.",
  )
  .allowExcessArguments(false)
  .parse();

process.chdir(resolve(import.meta.dirname, ".."));
const app = await Application.bootstrap({}, [new TypeDocReader(), new TSConfigReader()]);
app.converter.on(Converter.EVENT_RESOLVE_END, ({ project }) => {
  for (const parameter of project.getReflectionsByKind(ReflectionKind.Parameter) as ParameterReflection[]) {
    if (parameter.name === "__namedParameters") parameter.name = nameOf(parameter.type);
  }
});
const project = await app.convert();
if (project) await app.generateOutputs(project);
if (!project || app.logger.hasErrors() || app.logger.hasWarnings()) process.exitCode = 1;

/** What a destructured parameter is called that has no name in the code or its comment: as its type, `featureTable`, or `options`. */
function nameOf(type: SomeType | undefined): string {
  if (type?.type !== "reference") return "options";
  const of = type.typeArguments?.[0];
  if (type.name === "Pick" || type.name === "Omit") return nameOf(of);
  return /Options$/.test(type.name) ? "options" : type.name.charAt(0).toLowerCase() + type.name.slice(1);
}
