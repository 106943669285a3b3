import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { DISPLAY } from "../../../src/study/common/displayable.ts";
import { table } from "../../../src/study/common/table.ts";

const small = table({
  caption: "Scores of <models>.",
  source: "Data: sample, 2 clips",
  columns: [
    { heading: "model" },
    { heading: "train", group: "random rows", numeric: true },
    { heading: "test", group: "random rows", numeric: true },
    { heading: "test", group: "by track", numeric: true },
  ],
  rows: [
    ["KNN & co", "91.0", { text: "80.0", strong: true }, "9.5"],
    ["RF", "100.0", "76.0", "10.0"],
  ],
});

describe("table", () => {
  it("scopes its headers, groups them and sets the groups apart, sets numbers right and escapes text", () => {
    assert.equal(
      small.html,
      "<table><caption>Scores of &lt;models&gt;. Data: sample, 2 clips.</caption>\n" +
        '<thead><tr><td colspan="1"></td><th scope="colgroup" colspan="2" style="text-align:center">random rows</th>' +
        '<th scope="colgroup" colspan="1" style="text-align:center">by track</th></tr>' +
        '<tr><th scope="col">model</th><th scope="col" style="text-align:right;padding-left:1.25rem">train</th>' +
        '<th scope="col" style="text-align:right">test</th>' +
        '<th scope="col" style="text-align:right;padding-left:1.25rem">test</th></tr></thead>\n' +
        '<tbody>\n<tr><th scope="row">KNN &amp; co</th><td style="text-align:right;padding-left:1.25rem">91.0</td>' +
        '<td style="text-align:right"><strong>80.0</strong></td><td style="text-align:right;padding-left:1.25rem">9.5</td></tr>\n' +
        '<tr><th scope="row">RF</th><td style="text-align:right;padding-left:1.25rem">100.0</td><td style="text-align:right">76.0</td>' +
        '<td style="text-align:right;padding-left:1.25rem">10.0</td></tr>\n</tbody></table>',
    );
  });

  it("is aligned text where there is no HTML", () => {
    assert.equal(
      small.text,
      [
        "Scores of <models>. Data: sample, 2 clips.",
        "",
        "model     random rows: train  random rows: test  by track: test",
        "KNN & co                91.0               80.0             9.5",
        "RF                     100.0               76.0            10.0",
      ].join("\n"),
    );
    assert.deepEqual(small[DISPLAY](), { "text/html": small.html, "text/plain": small.text });
  });

  it("refuses a row with too few or too many cells", () => {
    const columns = [{ heading: "a" }, { heading: "b" }];
    assert.throws(() => table({ caption: "", columns, rows: [["1"]] }), /1 cells; expected 2/);
  });
});

it("a minor column is marked, and a narrow page has group headings of its own that leave it out", () => {
  const { html, text } = table({
    caption: "Scores.",
    columns: [
      { heading: "model" },
      { heading: "train", group: "random rows", numeric: true, minor: true },
      { heading: "test", group: "random rows", numeric: true },
      { heading: "train", group: "by track", numeric: true, minor: true },
      { heading: "test", group: "by track", numeric: true },
    ],
    rows: [["KNN", "99 %", "90 %", "99 %", "20 %"]],
  });
  assert.equal(html.match(/class="minor"/g)?.length, 4);
  assert.match(html, /<tr class="wide"><td colspan="1"><\/td><th scope="colgroup" colspan="2"[^>]*>random rows/);
  assert.match(html, /<tr class="narrow" style="display:none"><td colspan="1"><\/td><th scope="colgroup" colspan="1"/);
  assert.doesNotMatch(text, /Narrow page/);
});
