/**
 * For the container image: removes from `node_modules` what `npm run serve` never loads (notebooks, charts, data frames), which is more
 * than half of it. What it loads is determined from the imports of its sources; a package is kept with all its dependencies.
 */
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { build } from "esbuild";

const ROOT = resolve(import.meta.dirname, "..");
/** The service, and what it starts in a separate process. */
const ENTRIES = ["src/cli/serve.ts", "src/app/upload/analyserMain.ts"];
/** No import names it: it runs the TypeScript. */
const RUNNER = "tsx";
/** Loaded only for notebooks, when one asks for a frame. */
const NEVER = "danfojs-node";

const kept = new Set<string>();
for (const name of [RUNNER, ...(await importedPackages())]) keep(name, ROOT);
const modules = join(ROOT, "node_modules");
for (const folder of packageFolders(modules)) {
  if (![...kept].some((path) => `${path}/`.startsWith(`${folder}/`))) rmSync(folder, { recursive: true });
}

async function importedPackages(): Promise<Set<string>> {
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: ENTRIES,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    metafile: true,
    write: false,
    outdir: ".",
  });
  const imports = Object.values(metafile.inputs).flatMap((input) => input.imports);
  const packages = imports.filter(({ external, path }) => external === true && !path.startsWith("node:"));
  const names = packages.map(({ path }) => /^(@[^/]+\/)?[^/]+/.exec(path)![0]);
  return new Set(names.filter((name) => name !== NEVER));
}

/** Keeps a package and its dependencies, each where Node.js finds it from `folder`. An optional one may be missing. */
function keep(name: string, folder: string): void {
  const place = join(folder, "node_modules", name);
  if (!existsSync(place)) {
    if (folder.length > ROOT.length) keep(name, resolve(folder, ".."));
    return;
  }
  if (kept.has(place)) return;
  kept.add(place);
  const { dependencies, optionalDependencies, peerDependencies } = JSON.parse(
    readFileSync(join(place, "package.json"), "utf8"),
  ) as Record<string, Record<string, string> | undefined>;
  for (const needed of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies })) {
    keep(needed, place);
  }
}

/** `node_modules/name` and `node_modules/@scope/name`, plus links and what npm keeps beside them. */
function packageFolders(folder: string): string[] {
  return readdirSync(folder).flatMap((name) =>
    name.startsWith("@") ? packageFolders(join(folder, name)) : [join(folder, name)],
  );
}
