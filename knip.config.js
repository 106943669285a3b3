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
    "src/*/index.ts",
    "src/study/*/index.ts",
    // Run in a thread, a process or a browser of their own.
    "src/wasm/workerMain.ts",
    "src/notebook/kernelProcess.ts",
    "src/notebook/jupyter/serveKernel.ts",
    "src/{app/page,notebook/export}/client/main.ts",
    "src/notebook/jupyter/labextension/{mimeExtension,remoteEntry}.ts",
    "tests/run.ts",
    "tests/compareFigures.ts",
    "tests/**/*.test.ts",
    "tests/**/fixtures/**/*.ts",
    "bench/*.bench.ts",
    "tools/*.ts",
  ],
  project: ["{src,tests,bench,tools}/**/*.ts!", "!src/wasm/assembly/**", "notebooks/*.ipynb"],
  compilers: { ipynb: notebookCode },
  ignoreExportsUsedInFile: true,
};
