import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import {
  KERNEL_BUILD,
  KERNEL_SOURCES,
  KERNEL_STAMP,
  kernelNames,
  kernelSourcesHash,
} from "../../src/wasm/kernelFiles.ts";

/** Highest optimisation, no run-time library: kernels work on memory they are given and allocate nothing. */
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

/** The compiler is a separate package: 100 MB that only people who change a kernel need. */
const COMPILER = new URL("node_modules/assemblyscript/dist/asc.js", import.meta.url).href;

async function loadCompiler(): Promise<Compiler> {
  try {
    return (await import(COMPILER)) as Compiler;
  } catch (cause) {
    throw new Error("the compiler of the WASM kernels is not installed: run npm ci --prefix tools/wasm", {
      cause,
    });
  }
}

/**
 * Compiles every kernel of `src/wasm/assembly` to `NAME.wasm` in `folder` and stamps the build with the hash of the sources. If a
 * source fails to compile, nothing from an earlier build stays stamped.
 * @param folder by default where the kernels are loaded from
 * @returns the names of the kernels
 * @throws Error with the compiler's messages (file, line and column), or if the compiler is not installed
 */
export async function buildKernels(folder = KERNEL_BUILD): Promise<string[]> {
  const asc = await loadCompiler();
  mkdirSync(folder, { recursive: true });
  rmSync(join(folder, KERNEL_STAMP), { force: true });
  const stamp = kernelSourcesHash();
  const names = kernelNames();
  for (const name of names) {
    const outFile = join(folder, `${name}.wasm`);
    const stderr = asc.createMemoryStream();
    const { error } = await asc.main(
      [`${name}.ts`, "--baseDir", KERNEL_SOURCES, "--outFile", `${outFile}.part`, ...FLAGS],
      { stderr },
    );
    if (error) throw new Error(`src/wasm/assembly/${name}.ts does not compile:\n${stderr.toString().trim()}`);
    renameSync(`${outFile}.part`, outFile);
  }
  for (const file of readdirSync(folder)) {
    if (file.endsWith(".wasm") && !names.includes(basename(file, ".wasm"))) rmSync(join(folder, file));
  }
  writeFileSync(join(folder, KERNEL_STAMP), `${stamp}\n`);
  return names;
}
