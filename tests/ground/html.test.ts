import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { html, raw } from "../../src/ground/html.ts";

describe("html", () => {
  it("escapes text, in elements and in attributes, and lets HTML through", () => {
    const text = `<b> & "quotes" 'single'`;
    const escaped = "&lt;b&gt; &amp; &quot;quotes&quot; &#39;single&#39;";
    assert.equal(html`<p title="${text}">${text}${raw("<i>")}</p>`.text, `<p title="${escaped}">${escaped}<i></p>`);
  });

  it("joins lists and leaves out what is not there", () => {
    assert.equal(html`${["<", [html`<b>`, 0]]}${undefined}${null}${false}`.text, "&lt;<b>0");
  });
});
