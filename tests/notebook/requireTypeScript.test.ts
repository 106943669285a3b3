import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { NotebookMetadata } from "../../src/notebook/nbformat.ts";
import { requireTypeScript } from "../../src/notebook/readNotebook.ts";
import { notebookOf } from "../support/notebook.ts";

describe("requireTypeScript", () => {
  const check = (metadata: NotebookMetadata): void => requireTypeScript({ ...notebookOf(), metadata }, "song.ipynb");

  it("lets pass what is in TypeScript or JavaScript, and what does not say", () => {
    for (const metadata of [
      {},
      notebookOf().metadata,
      { language_info: { name: "javascript" } },
      { kernelspec: { name: "tslab", display_name: "TypeScript" } },
    ]) {
      assert.doesNotThrow(() => check(metadata));
    }
  });

  it("names the language of any other notebook", () => {
    const python = { name: "python3", display_name: "Python 3" };
    const said =
      /^NotebookError: song\.ipynb: a notebook in Python \(kernel python3\), .* choose the kernel TypeScript in it$/i;
    assert.throws(() => check({ kernelspec: python }), said);
    assert.throws(() => check({ kernelspec: { ...python, language: "python" } }), said);
    assert.throws(() => check({ language_info: { name: "R" } }), /a notebook in R, /);
  });
});
