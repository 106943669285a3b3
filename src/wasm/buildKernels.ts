import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { KERNEL_BUILD, KERNEL_SOURCES, KERNEL_STAMP, kernelNames, kernelSourcesHash } from "./kernelFiles.ts";

/** Highest optimisation, no run-time library: kernels work on memory that they are given and allocate nothing. */
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

/** What is used of the compiler. Its own types would put AssemblyScript's globals in the place of Node's. */
interface Compiler {
  createMemoryStream(): { toString(): string };
  main(args: readonly string[], streams: { stderr: object }): Promise<{ error: Error | null }>;
}

async function loadCompiler(): Promise<Compiler> {
  // Not a literal, so that TypeScript does not follow it to the compiler's types.
  const name = ["assemblyscript", "asc"].join("/");
  try {
    return (await import(name)) as Compiler;
  } catch (cause) {
    throw new Error("AssemblyScript is not installed: run npm ci (not with --omit=dev)", { cause });
  }
}

/**
 * Compiles every kernel of `src/wasm/assembly` to `src/wasm/build/NAME.wasm` and stamps the build with the hash of the
 * sources. Nothing of a former build is left when a source fails to compile.
 * @returns the names of the kernels
 * @throws Error with the compiler's messages (file, line and column), or where AssemblyScript is not installed
 */
export async function buildKernels(): Promise<string[]> {
  const asc = await loadCompiler();
  mkdirSync(KERNEL_BUILD, { recursive: true });
  rmSync(KERNEL_STAMP, { force: true });
  const stamp = kernelSourcesHash();
  const names = kernelNames();
  for (const name of names) {
    const outFile = join(KERNEL_BUILD, `${name}.wasm`);
    const stderr = asc.createMemoryStream();
    const { error } = await asc.main(
      [`${name}.ts`, "--baseDir", KERNEL_SOURCES, "--outFile", `${outFile}.part`, ...FLAGS],
      {
        stderr,
      },
    );
    if (error) throw new Error(`src/wasm/assembly/${name}.ts does not compile:\n${stderr.toString().trim()}`);
    renameSync(`${outFile}.part`, outFile);
  }
  writeFileSync(KERNEL_STAMP, `${stamp}\n`);
  return names;
}
