import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CHART_COLOURS, GENRE_COLOURS, PAGE_COLOURS } from "../../../src/ground/index.ts";
import { BEHIND_OPACITY, genrePanels } from "../../../src/study/common/genrePanels.ts";
import { linearRgb, okLab, seenBy, type Triple, VISION } from "../../support/colourVision.ts";

interface Axis {
  readonly domain: [number, number];
  readonly title?: object;
  readonly showticklabels?: boolean;
  readonly matches?: string;
}

function panelsOf(genres: readonly string[], points = 3): ReturnType<typeof genrePanels> {
  const x = Array.from({ length: points }, (_, i) => i);
  const traces = [{ type: "scatter", mode: "markers", x: [1], y: [1] }];
  return genrePanels(
    genres.map((genre) => ({ genre, traces })),
    { name: "all clips", x, y: x, axes: { x: { title: { text: "first" } }, y: { title: { text: "second" } } } },
  );
}

describe("genrePanels", () => {
  it("gives each genre a panel of its own with all points behind it, none over another", () => {
    const { data, layout } = panelsOf(["Folk", "Pop & <co>", "Rock"]);
    const [key, ...drawn] = data;
    assert.deepEqual([key!.name, key!.x, key!.opacity, key!.showlegend], ["all clips", [null], 1, true]);
    assert.deepEqual(
      drawn.map(({ name, xaxis, yaxis }) => [name, xaxis, yaxis]),
      ["", "2", "3"].flatMap((n) => [
        ["all clips", `x${n}`, `y${n}`],
        [undefined, `x${n}`, `y${n}`],
      ]),
    );
    const texts = (layout.annotations as { text: string }[]).map(({ text }) => text);
    assert.deepEqual(texts, ["<b>Folk</b>", "<b>Pop &amp; &lt;co&gt;</b>", "<b>Rock</b>"]);
    const places = ["", "2", "3"].map((n) => ["x", "y"].map((letter) => (layout[`${letter}axis${n}`] as Axis).domain));
    for (const [i, [x, y]] of places.entries()) {
      for (const [otherX, otherY] of places.slice(0, i)) {
        const apart = (a: number[], b: number[]): boolean => a[1]! < b[0]! || b[1]! < a[0]!;
        assert.ok(apart(x!, otherX!) || apart(y!, otherY!), JSON.stringify(places));
      }
    }
  });

  it("names its scales once, at the outer panels, and zooms all panels together", () => {
    const { layout } = panelsOf(["a", "b", "c"]);
    const axis = (id: string): Axis => layout[id] as Axis;
    const titled = ["xaxis", "xaxis2", "xaxis3", "yaxis", "yaxis2", "yaxis3"].filter((id) => axis(id).title);
    assert.deepEqual(titled, ["xaxis2", "xaxis3", "yaxis", "yaxis3"]);
    assert.deepEqual([axis("xaxis").showticklabels, axis("yaxis2").showticklabels], [false, false]);
    assert.deepEqual([axis("xaxis3").matches, axis("yaxis2").matches], ["x", "y"]);
  });

  it("repeats as many points as show where all lie, and says which", () => {
    const [, behind] = panelsOf(["a"], 1_000).data as unknown as [object, { name: string; x: number[] }];
    assert.deepEqual([behind.name, behind.x.length, behind.x[1]], ["all clips, one in 4", 250, 4]);
    assert.equal(panelsOf(["a"], 300).data[1]!.name, "all clips");
  });

  for (const [vision, matrix] of Object.entries(VISION)) {
    it(`puts every genre's colour on a grey that it stands out from, with ${vision} vision, on light and dark pages`, () => {
      const lab = (hex: string): Triple => okLab(seenBy(linearRgb(hex), matrix));
      for (const ground of PAGE_COLOURS.ground) {
        const grey = lab(mixed(CHART_COLOURS.quiet, ground, BEHIND_OPACITY));
        for (const colour of GENRE_COLOURS) {
          const own = lab(colour);
          const distance = Math.hypot(own[0] - grey[0], own[1] - grey[1], own[2] - grey[2]);
          assert.ok(distance > 0.12, `${colour} is ${distance.toFixed(3)} from the grey on ${ground}`);
        }
      }
    });
  }
});

function mixed(over: string, under: string, share: number): string {
  const channel = (hex: string, at: number): number => parseInt(hex.slice(at, at + 2), 16);
  return `#${[1, 3, 5].map((at) => Math.round(share * channel(over, at) + (1 - share) * channel(under, at)).toString(16)).join("")}`;
}
