/** Compiles the WASM kernels: `npm run build:wasm` (also run by `npm ci`). */
import { buildKernels } from "../wasm/buildKernels.ts";

try {
  const names = await buildKernels();
  console.log(`build:wasm: ${names.join(", ")}`);
} catch (error) {
  console.error(`build:wasm: ${(error as Error).message}`);
  process.exitCode = 1;
}
