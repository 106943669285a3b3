import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { LOOP_BUILD, LOOP_SOURCES, LOOP_STAMP, loopNames, loopSourcesHash } from "../../src/wasm/loopFiles.ts";

/** Highest optimisation, no run-time library: the loops work on memory they are given and allocate nothing. */
const FLAGS = [
  "-O3",
  "--converge",
  "--noAssert",
  "--runtime",
  "stub",
  "--enable",
  "simd,threads",
  "--importMemory",
  "--sharedMemory",
  "--initialMemory",
  "1",
  "--maximumMemory",
  "65536",
];

/** The parts of the compiler that are used. */
interface Compiler {
  createMemoryStream(): { toString(): string };
  main(args: readonly string[], streams: { stderr: object }): Promise<{ error: Error | null }>;
}

/** The compiler is a separate package: 100 MB that only people who change a loop need. */
const COMPILER = new URL("node_modules/assemblyscript/dist/asc.js", import.meta.url).href;

async function loadCompiler(): Promise<Compiler> {
  try {
    return (await import(COMPILER)) as Compiler;
  } catch (cause) {
    throw new Error("the compiler of the WASM loops is not installed: run npm ci --prefix tools/wasm", {
      cause,
    });
  }
}

/**
 * Compiles the loops of `src/wasm/assembly`, each file to `NAME.wasm` in `folder` and stamps the build with the hash of the sources. If a
 * source fails to compile, nothing from an earlier build stays stamped.
 * @param folder by default where they are loaded from
 * @returns the names of the modules
 * @throws Error with the compiler's messages (file, line and column), or if the compiler is not installed
 */
export async function buildLoops(folder = LOOP_BUILD): Promise<string[]> {
  const asc = await loadCompiler();
  mkdirSync(folder, { recursive: true });
  rmSync(join(folder, LOOP_STAMP), { force: true });
  const stamp = loopSourcesHash();
  const names = loopNames();
  for (const name of names) {
    const outFile = join(folder, `${name}.wasm`);
    const stderr = asc.createMemoryStream();
    const { error } = await asc.main(
      [`${name}.ts`, "--baseDir", LOOP_SOURCES, "--outFile", `${outFile}.part`, ...FLAGS],
      { stderr },
    );
    if (error) throw new Error(`src/wasm/assembly/${name}.ts does not compile:\n${stderr.toString().trim()}`);
    renameSync(`${outFile}.part`, outFile);
  }
  for (const file of readdirSync(folder)) {
    if (file.endsWith(".wasm") && !names.includes(basename(file, ".wasm"))) rmSync(join(folder, file));
  }
  writeFileSync(join(folder, LOOP_STAMP), `${stamp}\n`);
  return names;
}
