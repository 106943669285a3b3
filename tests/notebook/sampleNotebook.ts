import type { Notebook } from "../../src/notebook/nbformat.ts";

/** A small notebook with a Markdown cell `intro` and a code cell `code`. */
export function sampleNotebook(): Notebook {
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { name: "tslab", display_name: "TypeScript" } },
    cells: [
      { cell_type: "markdown", id: "intro", metadata: {}, source: "# A title\n\nProse." },
      {
        cell_type: "code",
        id: "code",
        metadata: { tags: ["parameters"] },
        source: "const k = 3;\nk",
        execution_count: 1,
        outputs: [
          { output_type: "stream", name: "stdout", text: "first line\nsecond" },
          {
            output_type: "execute_result",
            execution_count: 1,
            metadata: {},
            data: { "text/plain": "3", "application/vnd.plotly.v1+json": { data: [{ y: [1, 0.5] }], layout: {} } },
          },
        ],
      },
    ],
  };
}
