import { readFileSync } from "node:fs";
import { join } from "node:path";
import { BUILD_COMMAND, KERNEL_BUILD, KERNEL_STAMP, kernelSourcesHash } from "./kernelFiles.ts";
import { type WasmMemory, type WasmModule, webAssembly } from "./webAssembly.ts";

const compiled = new Map<string, WasmModule>();
let checked = false;

/**
 * The compiled kernel of `src/wasm/assembly/NAME.ts`, read and compiled on the first call and then cached.
 * @throws Error if the build is missing or older than the sources, with the command that makes it
 */
export function kernelModule(name: string): WasmModule {
  const known = compiled.get(name);
  if (known !== undefined) return known;
  checkBuild();
  const module = new webAssembly.Module(readBuilt(join(KERNEL_BUILD, `${name}.wasm`)));
  compiled.set(name, module);
  return module;
}

/**
 * Instantiates a compiled kernel on a memory and returns its exported functions. Kernels import nothing but the memory; all addresses
 * they take are byte offsets into it.
 */
export function startKernel<Exports extends object>(module: WasmModule, memory: WasmMemory): Exports {
  const abort = (): never => {
    throw new Error("a WASM kernel ran into a failed assertion");
  };
  return new webAssembly.Instance(module, { env: { memory, abort } }).exports as Exports;
}

/** Compiles (once) and instantiates the kernel `name` on `memory`. */
export function loadKernel<Exports extends object>(name: string, memory: WasmMemory): Exports {
  return startKernel<Exports>(kernelModule(name), memory);
}

function checkBuild(): void {
  if (checked) return;
  const sources = kernelSourcesHash();
  const built = readBuilt(join(KERNEL_BUILD, KERNEL_STAMP)).toString().trim();
  if (sources !== undefined && sources !== built) {
    throw new Error(`the WASM kernels in ${KERNEL_BUILD} are older than their sources: run ${BUILD_COMMAND}`);
  }
  checked = true;
}

function readBuilt(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new Error(`the WASM kernels are not built (${file} can't be read): run ${BUILD_COMMAND}`, { cause });
  }
}
