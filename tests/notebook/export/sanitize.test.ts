import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { pathToFileURL } from "node:url";
import { withoutActiveContent } from "../../../src/notebook/export/cleanHtml.ts";
import { exportNotebook } from "../../../src/notebook/export/exportNotebook.ts";
import type { Notebook } from "../../../src/notebook/nbformat.ts";
import { launchChromium, skipWithoutChromium } from "../../support/chromium.ts";

/** What acts, or tries to; each sets `pwned` where it is let. */
const ATTACKS = [
  "<script>pwned = 1</script>",
  "<img src=x onerror='pwned = 1'>",
  "<svg onload='pwned = 1'><script>pwned = 1</script><animate onbegin='pwned = 1' attributeName=x></svg>",
  "<a href='javascript:pwned = 1'>a link</a>",
  "<a href='&#106;ava\nscript:pwned = 1'>a hidden link</a>",
  "<iframe srcdoc='<script>parent.pwned = 1</script>'></iframe>",
  "<iframe src='javascript:parent.pwned = 1'></iframe>",
  "<form action='javascript:pwned = 1'><button>press</button><input autofocus onfocus='pwned = 1'></form>",
  "<object data='javascript:pwned = 1'></object><embed src='javascript:pwned = 1'>",
  "<base href='https://evil.example/'><meta http-equiv=refresh content='0;url=javascript:pwned=1'><link rel=stylesheet href=x>",
  "<style>body { display: none }</style>",
  "<p style='position: fixed; inset: 0'>over it all</p>",
  "<math><mtext><table><mglyph><style><img src=x onerror='pwned = 1'></style></mglyph></table></mtext></math>",
  "<details open ontoggle='pwned = 1'><summary>more</summary></details>",
  "<noscript><p title='</noscript><img src=x onerror=pwned=1>'></noscript>",
];

const figure = {
  data: [{ type: "bar", x: ["<a href='javascript:pwned=1'>a</a>"], y: [1], text: ["<img src=x onerror='pwned=1'>"] }],
  layout: { title: { text: "<img src=x onerror='pwned=1'>Bars</script><script>pwned=1</script>" } },
};
const live = {
  data: [
    {
      type: "surface",
      z: [
        [1, 2],
        [3, 4],
      ],
    },
  ],
  layout: { title: { text: "Surface" } },
};

function hostileNotebook(): Notebook {
  const show = (data: Record<string, unknown>) => ({ output_type: "display_data", data, metadata: {} });
  return {
    cells: [
      {
        cell_type: "markdown",
        id: "title",
        metadata: {},
        source: "# A <img src=x onerror='pwned = 1'> title\n\nand $x^2$, a footnote[^1]\n\n- [x] done\n\n[^1]: here",
      },
      ...ATTACKS.map((source, i) => ({ cell_type: "markdown", id: `markdown-${i}`, metadata: {}, source })),
      ...ATTACKS.map((source, i) => ({ cell_type: "raw", id: `raw-${i}`, metadata: { format: "text/html" }, source })),
      {
        cell_type: "code",
        id: "code",
        metadata: {},
        source: "1",
        execution_count: 1,
        outputs: [
          ...ATTACKS.map((attack) => show({ "text/html": attack })),
          ...ATTACKS.map((attack) => show({ "text/markdown": attack })),
          show({ "application/vnd.plotly.v1+json": figure }),
          show({ "application/vnd.plotly.v1+json": live }),
          show({ "text/latex": "\\href{javascript:pwned=1}{x} + \\sqrt{2}" }),
          show({ "image/svg+xml": "<svg xmlns='http://www.w3.org/2000/svg' onload='pwned=1'/>" }),
        ],
      },
    ],
    metadata: { title: "<script>pwned = 1</script>" },
    nbformat: 4,
    nbformat_minor: 5,
  } as unknown as Notebook;
}

describe("pages of untrusted notebooks", () => {
  it("keep what can be read and lose what acts", () => {
    const kept = [
      '<p>text <b>bold</b> <a href="https://example.org/">link</a></p>',
      '<table class="dataframe"><thead><tr><th scope="col">a</th></tr></thead><tbody><tr><td class="number">1</td></tr></tbody></table>',
      '<span style="height:1em;position:relative">x</span>',
      '<img src="data:image/png;base64,AQI=" alt="a picture" />',
      "<details open><summary>more</summary>text</details>",
      '<progress max="1" value="0.5" aria-label="Folds"></progress>',
    ];
    for (const html of kept) assert.equal(withoutActiveContent(html).replace(' open=""', " open"), html);
    for (const attack of ATTACKS) {
      const clean = withoutActiveContent(attack);
      assert.doesNotMatch(clean, /<(script|iframe|form|style|object|embed|base|meta|link)|script:|fixed/i, attack);
      // What stands in quotes is a title's text.
      assert.doesNotMatch(clean.replaceAll(/"[^"]*"/g, '""'), /\son\w+=/i, attack);
    }
  });

  it("have each id once, whatever ids authors write", async () => {
    const source = '<main id="page"><p id="theme-switch">over it all</p><p id="p&#97;ge">and again</p></main>';
    const cells = ["markdown", "raw"].map((cell_type) => {
      return { cell_type, id: cell_type, metadata: { format: "text/html" }, source };
    });
    const notebook = { cells, metadata: {}, nbformat: 4, nbformat_minor: 5 } as unknown as Notebook;
    const page = await exportNotebook(notebook, { fileName: "ids.ipynb", sanitize: true });
    const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id!);
    assert.deepEqual(ids.toSorted(), [...new Set(ids)].toSorted());
    assert.match(page, /id="page-2">and again/);
  });

  it("name in their policy each script of their own, and nothing from elsewhere", async () => {
    const page = await exportNotebook(hostileNotebook(), { fileName: "hostile.ipynb", sanitize: true });
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)![1]!;
    assert.match(
      policy,
      /^default-src &#39;none&#39;; script-src (&#39;sha256-[\w+/=]+&#39; ?)+; |^default-src 'none'; script-src ('sha256-[\w+/=]+' ?)+; /,
    );
    assert.doesNotMatch(policy, /https?:|unsafe-eval|script-src[^;]*unsafe-inline/);
    assert.doesNotMatch(page, /<script[^>]* src=/);
  });

  it(
    "let no script run but their own in a browser, where charts still become live",
    { skip: skipWithoutChromium() },
    async () => {
      const folder = mkdtempSync(join(tmpdir(), "sanitize-"));
      const browser = await launchChromium();
      try {
        const file = join(folder, "hostile.html");
        writeFileSync(file, await exportNotebook(hostileNotebook(), { fileName: "hostile.ipynb", sanitize: true }));
        const page = await browser.newPage();
        const refused: string[] = [];
        page.on("console", (message) => message.type() === "error" && refused.push(message.text()));
        await page.goto(pathToFileURL(file).href);
        await page.locator(".plot").first().scrollIntoViewIfNeeded();
        await page.locator(".plot[role=group]").first().scrollIntoViewIfNeeded();
        await page.waitForSelector(".plot[data-drawn]", { timeout: 60_000 });
        for (const link of await page.getByText(/a (hidden )?link/).all()) await link.click({ timeout: 5000 });
        assert.equal(await page.evaluate("typeof pwned"), "undefined");
        assert.equal(await page.evaluate("document.querySelector('#theme-switch').hidden"), false);
        assert.ok(!refused.some((text) => text.includes("script-src")), refused.join("\n"));
      } finally {
        await browser.close();
        rmSync(folder, { recursive: true });
      }
    },
  );
});
