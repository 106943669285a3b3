import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createMarkdownIt } from "../../../src/notebook/export/markdown/createMarkdownIt.ts";
import { texRules } from "../../../src/notebook/export/markdown/maths.ts";
import { joinProse, listProse, markdown, prose } from "../../../src/study/common/prose.ts";
import { table } from "../../../src/study/common/table.ts";

const HOSTILE = [
  "<img src=x onerror=alert(1)>",
  "<script>alert(1)</script>",
  "<unknown>",
  "*NSYNC*",
  "**Rock**",
  "_snake_case_",
  "$x$",
  "$$x$$",
  "a `tick`",
  "[link](javascript:alert(1))",
  "![image](http://example.org/x.png)",
  "AT&amp;T &lt;b&gt;",
  "back\\slash \\$",
  "~~gone~~",
  "# heading",
  "[^1]",
  "a | b",
  "<!-- comment -->",
];

/** As a reader sees it: rendered, without tags, entities read. */
function shown(text: string): { readonly html: string; readonly words: string } {
  const md = createMarkdownIt({ linkify: false });
  const formulas: string[] = [];
  texRules(md, {
    render: (tex: string) => {
      formulas.push(tex);
      return "FORMULA";
    },
  } as never);
  const html = md.render(text).trim();
  const words = html
    .replace(/<[^>]*>/g, "")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, "&");
  assert.deepEqual(formulas, []);
  return { html, words };
}

describe("prose", { timeout: 60_000 }, () => {
  it("shows whatever is put in as it is, and reads its own words as Markdown", () => {
    for (const name of HOSTILE) {
      const { html, words } = shown(String(prose`Best at **${name}**, worst at ${name}.`));
      assert.equal(words, `Best at ${name}, worst at ${name}.`);
      assert.equal(html.replace(/<\/?(p|strong|span)>/g, "").includes("<"), false, html);
      assert.match(html, /^<p>Best at <strong>/);
    }
  });

  it("shows names that begin a paragraph, and puts those of several lines on one", () => {
    for (const name of [...HOSTILE, "> quote", "- item", "+ item", "1. FC", "2) one"])
      assert.equal(shown(markdown(name).text).words, name);
    assert.equal(shown(String(prose`${"two\n\nlines"} stay one`)).html, "<p>two lines stay one</p>");
  });

  it("takes prose in prose for what it is, and joins pieces without losing that", () => {
    const bold = prose`**${"a*b"}**`;
    assert.equal(String(prose`It is ${bold}, ${3}.`), "It is **a\\*b**, 3.");
    assert.equal(String(listProse([bold, "*c*", "d"])), "**a\\*b**, \\*c\\* and d");
    assert.equal(String(joinProse([bold, undefined, false, "", "e_f"], "; ")), "**a\\*b**; e\\_f");
    assert.equal(markdown(prose`One *word*.`, undefined, "2 * 3 * 4").text, "One *word*.\n\n2 \\* 3 \\* 4");
  });
});

describe("a dollar sign in data", { timeout: 60_000 }, () => {
  it("stands in an element of its own, across which JupyterLab finds no formula", () => {
    assert.equal(String(prose`${"$x$"}`), "<span>\\$</span>x<span>\\$</span>");
    const { html } = table({ caption: "of $x$", columns: [{ heading: "$h$" }], rows: [["$r$"]] });
    for (const letter of "xhr") assert.ok(html.includes(`<span>$</span>${letter}<span>$</span>`), html);
  });
});
