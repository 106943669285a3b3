import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CodeHighlighter } from "../../../../src/notebook/export/codeHighlighter.ts";
import { MarkdownRenderer, Slugs } from "../../../../src/notebook/export/markdown/markdownRenderer.ts";
import { Maths } from "../../../../src/notebook/export/markdown/maths.ts";

const highlighter = await CodeHighlighter.load(["typescript"]);
const maths = await Maths.load(["$"]);
const renderer = (): MarkdownRenderer => new MarkdownRenderer(highlighter, new Slugs(), maths);
const render = (source: string): string => renderer().render(source, { id: "cell" }).text;
const formulas = (source: string): number => render(source).split('class="katex"').length - 1;

describe("Markdown", () => {
  it("has tables that scroll by themselves", () => {
    assert.match(
      render("| a | b |\n|--|--:|\n| 1 | 2 |"),
      /^<div class="table-scroll"><table>[^]*text-align:right[^]*<\/table><\/div>/,
    );
  });

  it("gives what authors call by a name of the page, of a heading, or of another element a name of its own", () => {
    const page = new MarkdownRenderer(highlighter, new Slugs(["page"]), maths);
    const ids = (source: string): string[] =>
      [...page.render(source, { id: "cell" }).text.matchAll(/\sid="([^"]*)"/gi)].map(([, id]) => id!);
    assert.deepEqual(ids('<div id="page">a</div>\n\n<p class="x" ID=page>b</p>\n\n<p id=\'p&#97;ge\'>c</p>'), [
      "page-1",
      "page-2",
      "page-3",
    ]);
    assert.deepEqual(ids("## Results\n\ntext <b id=Results>b</b> <b id='mine'>c</b>"), [
      "Results",
      "Results-1",
      "mine",
    ]);
    assert.deepEqual(ids('<a id="More"></a>\n\n## More'), ["More-1", "More"]);
    assert.match(page.render('<script>f("<p id=page>")</script>', { id: "cell" }).text, /<p id=page>/);
    assert.match(page.render('<!-- <p id="page"> -->', { id: "cell" }).text, /<p id="page">/);
  });

  it("has several displayed formulas on a line, and bars in the formulas of a table", () => {
    const line = render("$$x$$ and $$y$$");
    assert.equal(line.split('class="formula"').length - 1, 2);
    assert.match(line, /<\/div> and <div/);
    assert.equal(formulas("$$\na\n\nb\n$$"), 1);
    const table = render("| m | n |\n|---|---|\n| $|x|$ and $\\|x\\|$ | 1 |");
    assert.match(table, />\|x\|<\/annotation>[^]*<\/td>\n<td>1<\/td>/);
    assert.match(render("```\n| a |\n|---|\n| $|x|$ |\n```"), /<code>\| a \|\n\|---\|\n\| \$\|x\|\$ \|/);
  });

  it("takes two backslashes before a bracket for a formula and one for a bracket, as JupyterLab does", () => {
    assert.equal(formulas("\\\\(x\\\\) and \\\\[y\\\\]"), 2);
    assert.match(render("\\(z\\)"), /^<p>\(z\)<\/p>/);
  });

  it("passes over labels of formulas and shows references by their names", () => {
    const text = render("\\begin{equation}\nE=mc^2 \\label{eq}\n\\end{equation}\n\nsee $\\eqref{eq}$");
    assert.doesNotMatch(text, /katex-error|var\(--error\)/);
    assert.match(text, /\(eq\)/);
  });

  it("has task lists", () => {
    const text = render("- [ ] todo\n- [x] done\n- [link](x)");
    assert.equal(text.match(/<input type="checkbox"[^>]* disabled/g)?.length, 2);
    assert.equal(text.match(/ checked="checked"/g)?.length, 1);
  });

  it("ends the HTML that a cell leaves open", () => {
    assert.match(render("<div>unclosed\n\nnext"), /<p>next<\/p>\n?<\/div>$/);
  });

  it("keeps HTML, as Jupyter does", () => {
    assert.match(render("a <kbd>K</kbd>\n\n<div class='x'>y</div>"), /<kbd>K<\/kbd>[^]*<div class='x'>y<\/div>/);
  });

  it("highlights fenced code", () => {
    assert.match(render("```ts\nconst x = 1;\n```"), /<pre><code class="language-ts"><span class="hljs-keyword">/);
    assert.match(render("```nonsense\na < b\n```"), /a &lt; b/);
  });

  it("links addresses, but not names of files", () => {
    assert.match(render("https://example.org and setup.py"), /<a href="https:\/\/example.org">[^]*<\/a> and setup\.py/);
  });

  it("keeps the footnotes of one cell apart from those of another", () => {
    const markdown = renderer();
    const first = markdown.render("a[^1]\n\n[^1]: one", { id: "a" }).text;
    const second = markdown.render("b[^1]\n\n[^1]: two", { id: "b" }).text;
    const ids = (text: string): string[] => [...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id!);
    assert.equal(new Set([...ids(first), ...ids(second)]).size, 4);
    assert.match(first, /href="#fn-a-1"/);
  });

  it("gathers headings with their formulas and code, but without links and footnotes", () => {
    const markdown = renderer();
    markdown.render("## [Linked](x.html) `code` $x$[^1]\n\n[^1]: note\n\n# Top", { id: "c" });
    const [linked, top] = markdown.headings;
    assert.equal(linked!.text, "Linked code x");
    assert.equal(linked!.id, "Linked-code-x");
    assert.match(linked!.label.text, /^Linked <code>code<\/code> <span class="katex">/);
    assert.doesNotMatch(linked!.label.text, /<a /);
    assert.deepEqual([linked!.level, top!.level], [2, 1]);
  });

  it("takes the heading that a first cell begins with as the page's title", () => {
    const markdown = renderer();
    const { title, body } = markdown.renderFirst("# A *title*\n\nText.\n\n## Part", { id: "c" });
    assert.equal(title!.label.text, "A <em>title</em>");
    assert.match(body.text, /^<p>Text\.<\/p>/);
    assert.deepEqual(
      markdown.headings.map(({ text }) => text),
      ["Part"],
    );
    assert.equal(renderer().renderFirst("Text.\n\n# Later", { id: "c" }).title, undefined);
  });

  it("shows attachments and says where external images are instead of loading them", () => {
    const attachments = { "a b.png": { "image/png": "iVBO\nRw0=" } };
    const { text } = renderer().render("![x](attachment:a%20b.png) ![**far**](https://example.org/x.png?a=1&b=2)", {
      id: "c",
      attachments,
    });
    assert.match(text, /<img src="data:image\/png;base64,iVBORw0=" alt="x">/);
    assert.match(
      text,
      /<a class="external-image" href="https:\/\/example.org\/x.png\?a=1&amp;b=2"[^>]*>far \(not stored/,
    );
    assert.doesNotMatch(text, /<img[^>]*https:/);
  });
});

describe("formulas in Markdown", () => {
  it("are set in a line, in a block, amid a paragraph and as bare environments", () => {
    assert.equal(formulas("$a$ and $b_1$"), 2);
    assert.match(render("$$\na\n$$"), /<div class="formula"><span class="katex-display">/);
    assert.match(render("text $$a$$ text"), /text <div class="formula">/);
    assert.match(
      render("text\n\\begin{align*}\na &= b \\\\\nc &= d\n\\end{align*}\ntext"),
      /<p>text<\/p>[^]*katex-display[^]*<p>text<\/p>/,
    );
  });

  it("are not seen in prices, code and unclosed environments", () => {
    assert.equal(formulas("It costs $5 and $6, or \\$7."), 0);
    assert.equal(formulas("The code `$x$` and `$y`."), 0);
    assert.equal(formulas("```\n$x$\n```"), 0);
    assert.equal(formulas("\\begin{align}\nno end"), 0);
  });

  it("with a mistake show their source and leave the rest alone", () => {
    assert.match(
      render("before $\\frac{$ after"),
      /before <span class="katex-error" title="[^"]+"[^>]*>[^<]*frac[^]*after/,
    );
  });

  it("share their definitions across cells", () => {
    const markdown = renderer();
    markdown.render("$\\newcommand{\\R}{\\mathbb{R}}$", { id: "a" });
    assert.doesNotMatch(markdown.render("$x \\in \\R$", { id: "b" }).text, /katex-error|var\(--error\)/);
  });
});

describe("Maths", () => {
  it("is not loaded for texts without a formula, nor counted as used before one is set", async () => {
    assert.equal(await Maths.load(["plain", "text"]), undefined);
    const loaded = await Maths.load(["$5"]);
    assert.equal(loaded!.used, false);
    loaded!.render("x", false);
    assert.equal(loaded!.used, true);
  });

  it("takes off any delimiters of a LaTeX output", () => {
    for (const latex of ["$x$", "$$x$$", "\\[x\\]", "\\(x\\)", " x\n"]) {
      assert.equal(maths!.renderOutput(latex).text, maths!.render("x", true).text);
    }
  });
});
