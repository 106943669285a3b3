/** `npm run build:wasm`: compiles the WASM loops, or checks that the committed ones match their sources. */
import { Command } from "commander";
import { buildLoops } from "./buildLoops.ts";
import { checkLoops } from "./checkLoops.ts";
import { runCommand } from "../../src/cli/runCommand.ts";
import { UserError } from "../../src/ground/userError.ts";
import { BUILD_COMMAND } from "../../src/wasm/loopFiles.ts";

const command = new Command(`${BUILD_COMMAND} --`)
  .description("Compiles the WASM loops, src/wasm/assembly to src/wasm/build. Needs: npm ci --prefix tools/wasm")
  .option("--check", "write nothing; end with exit code 1 where what is committed is not what the sources give", false)
  .allowExcessArguments(false);

await runCommand(async () => {
  command.parse();
  if (!command.opts<{ check: boolean }>().check) {
    const names = await buildLoops().catch(told);
    console.log(`built: ${names.join(", ")}`);
    return;
  }
  const different = await checkLoops().catch(told);
  if (different.length > 0) {
    throw new UserError(`src/wasm/build is not what its sources give: ${different.join(", ")}; run ${BUILD_COMMAND}`);
  }
  console.log("src/wasm/build is what its sources give, to the last byte");
});

/** Compiler errors are for the author to fix. */
function told(error: unknown): never {
  throw new UserError((error as Error).message, { cause: error });
}
