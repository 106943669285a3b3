/** The code of a notebook, for knip to see what it imports. */
function notebookCode(text) {
  const { cells } = JSON.parse(text);
  return cells.flatMap(({ cell_type, source }) => (cell_type === "code" ? [[source].flat().join("")] : [])).join("\n");
}

/** What is begun with, besides what package.json's scripts name; all else must be reached from these. */
export default {
  entry: [
    "notebooks/*.ipynb",
    "src/cli/*.ts",
    // What authors of notebooks import.
    "src/notebook/author.ts",
    // Run in a thread, a process or a browser of their own.
    "src/wasm/workerMain.ts",
    "src/notebook/kernelProcess.ts",
    "src/app/upload/analyserMain.ts",
    "src/audio/machines/{endWithWorker,extractJobProcess}.ts",
    "bench/models/runOurs.ts",
    "bench/serve/{mixedLoad,uploads}.ts",
    "src/notebook/jupyter/serveKernel.ts",
    "src/{app/page,notebook/export}/client/main.ts",
    "src/notebook/jupyter/labextension/remoteEntry.ts",
    "tests/compareFigures.ts",
    "tests/support/exampleResults.ts",
    "tests/**/*.test.ts",
    "tests/**/fixtures/**/*.ts",
    "bench/*.bench.ts",
    "tools/*.ts",
  ],
  project: ["{src,tests,bench,tools}/**/*.ts!", "!src/wasm/assembly/**", "notebooks/*.ipynb"],
  compilers: { ipynb: notebookCode },
  ignoreExportsUsedInFile: true,
  ignoreDependencies: [
    // In the place of what other packages ask for: substitutes/README.md.
    "@tensorflow/tfjs-node",
    "mathjs",
    "node-fetch",
    "request",
    "cmake-ts",
    "cron-parser",
    "@tslab/typescript-for-tslab",
    // Named as files: the script of the pages' charts, what tools/lint.ts and tests/run.ts run.
    "plotly.js-dist-min",
    "c8",
    "prettier",
  ],
  ignoreBinaries: ["ffmpeg", "mkfifo", "mount", "umount"],
};
