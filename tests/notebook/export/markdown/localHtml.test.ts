import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { localHtml } from "../../../../src/notebook/export/markdown/localHtml.ts";

const local = (html: string): string => localHtml(html, { attachments: { "x.png": { "image/png": "AA==" } } });

describe("localHtml", () => {
  it("leaves HTML that loads nothing as it is", () => {
    const html = `<table class='a'><tr><td data-x="https://example.org/">1 < 2</td></tr></table><a href="https://example.org">x</a>`;
    assert.equal(local(html), html);
  });

  it("turns external images into links", () => {
    assert.equal(
      local(`<img width=3 src='https://example.org/a.png?b=1&amp;c' alt="A > B">`),
      `<a class="external-image" href="https://example.org/a.png?b=1&amp;c" rel="noopener">A &gt; B (not stored in this page)</a>`,
    );
    assert.match(local(`<IMG SRC=//example.org/a.png>`), />Image \(not stored/);
  });

  it("leaves out what would be loaded from elsewhere", () => {
    assert.equal(local(`<script src="https://cdn.example.org/x.js"></script>`), "<script></script>");
    assert.equal(local(`<link rel="stylesheet" href="//cdn.example.org/x.css">`), `<link rel="stylesheet">`);
    assert.equal(local(`<iframe src=https://example.org></iframe>`), "<iframe></iframe>");
    assert.equal(
      local(`<video poster="http://x/p.png"><source src="http://x/v.mp4"></video>`),
      "<video><source></video>",
    );
    assert.equal(local(`<img src="a.png" srcset="https://x/b.png 2x">`), `<img src="a.png">`);
    assert.equal(
      local(`<style>@import url(https://x/a.css); p { background: url("https://x/b.png") }</style>`),
      `<style> p { background: none }</style>`,
    );
    assert.equal(
      local(`<p style="background:url(https://x/b.png)">url(https://x)</p>`),
      `<p style="background:none">url(https://x)</p>`,
    );
  });

  it("takes in attachments and leads links to notebooks to their pages", () => {
    assert.equal(local(`<img src="attachment:x.png">`), `<img src="data:image/png;base64,AA==">`);
    assert.equal(local(`<a class="x" href="02-b.ipynb#Part">`), `<a class="x" href="02-b.html#Part">`);
  });
});
