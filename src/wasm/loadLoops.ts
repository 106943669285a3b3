import { readFileSync } from "node:fs";
import { join } from "node:path";
import { BUILD_COMMAND, LOOP_BUILD, LOOP_STAMP, loopSourcesHash } from "./loopFiles.ts";
import { type WasmMemory, type WasmModule, webAssembly } from "./sharedMemory.ts";

const compiled = new Map<string, WasmModule>();
let checked = false;

/**
 * The compiled loops of `src/wasm/assembly/NAME.ts`, read and compiled on the first call and then cached.
 * @throws Error if the build is missing or older than the sources, with the command that makes it
 */
export function loopsModule(name: string): WasmModule {
  const known = compiled.get(name);
  if (known !== undefined) return known;
  checkBuild();
  const module = new webAssembly.Module(readBuilt(join(LOOP_BUILD, `${name}.wasm`)));
  compiled.set(name, module);
  return module;
}

/**
 * Instantiates compiled loops on a memory and returns them. They import nothing but the memory; all addresses
 * they take are byte offsets into it.
 */
export function startLoops<Exports extends object>(module: WasmModule, memory: WasmMemory): Exports {
  const abort = (): never => {
    throw new Error("a WASM loop ran into a failed assertion");
  };
  return new webAssembly.Instance(module, { env: { memory, abort } }).exports as Exports;
}

/** Compiles (once) and instantiates the loops `name` on `memory`. */
export function loadLoops<Exports extends object>(name: string, memory: WasmMemory): Exports {
  return startLoops<Exports>(loopsModule(name), memory);
}

function checkBuild(): void {
  if (checked) return;
  const sources = loopSourcesHash();
  const built = readBuilt(join(LOOP_BUILD, LOOP_STAMP)).toString().trim();
  if (sources !== undefined && sources !== built) {
    throw new Error(`the WASM loops in ${LOOP_BUILD} are older than their sources: run ${BUILD_COMMAND}`);
  }
  checked = true;
}

function readBuilt(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new Error(`the WASM loops are not built (${file} can't be read): run ${BUILD_COMMAND}`, { cause });
  }
}
