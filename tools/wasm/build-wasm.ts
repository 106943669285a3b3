/** `npm run build:wasm`: compiles the WASM kernels, or checks that the committed ones match their sources. */
import { Command } from "commander";
import { buildKernels } from "./buildKernels.ts";
import { checkKernels } from "./checkKernels.ts";
import { runCommand } from "../../src/cli/runCommand.ts";
import { UserError } from "../../src/ground/userError.ts";
import { BUILD_COMMAND } from "../../src/wasm/kernelFiles.ts";

const command = new Command(`${BUILD_COMMAND} --`)
  .description("Compiles the WASM kernels, src/wasm/assembly to src/wasm/build. Needs: npm ci --prefix tools/wasm")
  .option("--check", "write nothing; end with exit code 1 where a committed kernel is not what its source gives", false)
  .allowExcessArguments(false);

await runCommand(async () => {
  command.parse();
  if (!command.opts<{ check: boolean }>().check) {
    const names = await buildKernels().catch(told);
    console.log(`built: ${names.join(", ")}`);
    return;
  }
  const different = await checkKernels().catch(told);
  if (different.length > 0) {
    throw new UserError(`src/wasm/build is not what its sources give: ${different.join(", ")}; run ${BUILD_COMMAND}`);
  }
  console.log("src/wasm/build is what its sources give, to the last byte");
});

/** Compiler errors are for the author to fix. */
function told(error: unknown): never {
  throw new UserError((error as Error).message, { cause: error });
}
