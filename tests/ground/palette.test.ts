import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { CHART_COLOURS, COLORWAY, GENRE_COLOURS, PAGE_COLOURS, type PageColour } from "../../src/ground/palette.ts";

/** Contrast of two colours by WCAG 2.2, from 1 to 21. */
function contrast(one: string, other: string): number {
  const luminance = (colour: string): number => {
    const [red, green, blue] = [1, 3, 5].map((at) => {
      const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    }) as [number, number, number];
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

test("contrast is 21 between black and white", () => {
  assert.equal(contrast("#000000", "#ffffff"), 21);
});

test("text in every colour for text has a contrast of 4.5 to the grounds it stands on, in both themes", () => {
  const texts: PageColour[] = ["text", "muted", "accent", "error", "notice", "good", "wrong"];
  const code: PageColour[] = ["code-keyword", "code-string", "code-number", "code-name", "code-comment"];
  for (const theme of [0, 1] as const) {
    for (const text of [...texts, ...code]) {
      for (const ground of ["ground", "surface"] as const) {
        const ratio = contrast(PAGE_COLOURS[text][theme], PAGE_COLOURS[ground][theme]);
        assert.ok(ratio >= 4.5, `${text} on ${ground}, theme ${theme}: ${ratio.toFixed(2)}`);
      }
    }
    for (const [text, ground] of [
      ["error", "error-soft"],
      ["notice", "notice-soft"],
      ["accent", "accent-soft"],
      ["on-accent", "accent"],
    ] as const) {
      const ratio = contrast(PAGE_COLOURS[text][theme], PAGE_COLOURS[ground][theme]);
      assert.ok(ratio >= 4.5, `${text} on ${ground}, theme ${theme}: ${ratio.toFixed(2)}`);
    }
  }
});

test("marks of charts can be made out on both grounds", () => {
  const { light, dark } = { light: PAGE_COLOURS.ground[0], dark: PAGE_COLOURS.ground[1] };
  // Lines and marks need 3 (WCAG 1.4.11); pale genres, which have a symbol of their own as well, a little less.
  for (const colour of Object.values(CHART_COLOURS)) {
    assert.ok(contrast(colour, light) >= 2.7 && contrast(colour, dark) >= 3, colour);
  }
  for (const colour of GENRE_COLOURS) assert.ok(contrast(colour, light) >= 2 && contrast(colour, dark) >= 3, colour);
  for (const colour of COLORWAY.light) assert.ok(contrast(colour, light) >= 2.5, colour);
  for (const colour of COLORWAY.dark) assert.ok(contrast(colour, dark) >= 3, colour);
});

test("a colour stands in the palette and nowhere else, but for the grounds of terminal output", () => {
  const root = join(import.meta.dirname, "../../src");
  const kept = [join("ground", "palette.ts"), join("notebook", "export", "styles", "terminal.css")];
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter(
    (file) => /\.(ts|css)$/.test(file) && !file.startsWith("wasm") && !kept.includes(file),
  );
  assert.ok(files.length > 300);
  for (const file of files) {
    const colour = /#(?:[0-9a-f]{6}|[0-9a-f]{3}(?=[;"' )]))(?![\w(])/i.exec(readFileSync(join(root, file), "utf8"));
    assert.equal(colour?.[0], undefined, `${file} has a colour of its own`);
  }
});
