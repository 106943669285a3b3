import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { injectParameters, parameterNames, ParameterText, parseParameterValue } from "../../src/notebook/parameters.ts";
import { codeCell, notebookOf } from "../support/notebook.ts";

const notebook = notebookOf(
  codeCell("before", "1"),
  codeCell("defaults", 'let data: string = "auto";\nlet k = 3; // neighbours\nconst fixed = 1;', "parameters"),
  codeCell("after", "k"),
);

describe("parameters", () => {
  it("are the names that the tagged cell declares", () => {
    assert.deepEqual(parameterNames(notebook), ["data", "k", "fixed"]);
    assert.deepEqual(parameterNames(notebookOf(codeCell("only", "let k = 1;"))), []);
  });

  it("are injected in a cell after the tagged one, assigned so that their types hold", () => {
    const { cells } = injectParameters(notebook, { data: 'a "b"', k: 5, fixed: [1, 2] });
    assert.deepEqual(
      cells.map((cell) => cell.id),
      ["before", "defaults", "injected-parameters", "after"],
    );
    assert.equal(cells[2]!.source, '// Parameters\ndata = "a \\"b\\"";\nk = 5;\nconst fixed = [1,2];');
    assert.deepEqual(cells[2]!.metadata.tags, ["injected-parameters"]);
  });

  it("replace those injected before, and leave out what the notebook does not declare", () => {
    const once = injectParameters(notebook, { k: 5 });
    const twice = injectParameters(once, { k: 7, other: 1 });
    assert.equal(twice.cells.length, 4);
    assert.equal(twice.cells[2]!.source, "// Parameters\nk = 7;");
    assert.deepEqual(injectParameters(once, {}).cells, notebook.cells);
  });

  it("are texts where the notebook says so, and exact or refused where they are large", () => {
    const declared = notebookOf(codeCell("defaults", 'let s = "x", n = 1n, k = 1;', "parameters"));
    const given = (values: Record<string, string>): string => {
      const texts = Object.entries(values).map(([name, text]) => [name, new ParameterText(text)] as const);
      return injectParameters(declared, Object.fromEntries(texts)).cells[1]!.source;
    };
    assert.equal(given({ s: "5.0" }), '// Parameters\ns = "5.0";');
    assert.equal(given({ s: '"5"' }), '// Parameters\ns = "5";');
    assert.equal(given({ n: "12345678901234567890", k: "-7" }), "// Parameters\nn = 12345678901234567890n;\nk = -7;");
    assert.throws(() => given({ k: "12345678901234567890" }), {
      name: "NotebookError",
      message: /^the parameter k is too large to be exact as a number: declare it as a bigint/,
    });
    assert.throws(() => injectParameters(declared, { k: 2 ** 60 }), /too large/);
  });

  it("leave the notebook that is given as it is", () => {
    injectParameters(notebook, { k: 5 });
    assert.equal(notebook.cells.length, 3);
  });

  it("read from a command line as JSON where they are, as text where not", () => {
    assert.deepEqual(["5", "true", "null", "[1,2]", "0.5", "words", "01", ""].map(parseParameterValue), [
      5,
      true,
      null,
      [1, 2],
      0.5,
      "words",
      "01",
      "",
    ]);
  });
});
