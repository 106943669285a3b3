import type { Page } from "playwright-core";

/** The texts of a page's still charts that leave their picture or lie over one another, as the browser's own font sets them. */
export async function unreadableTexts(page: Page): Promise<string[]> {
  // The compiler names functions by a helper that the page lacks.
  await page.evaluate("globalThis.__name = (named) => named");
  return page.locator("svg.still").evaluateAll((stills) => {
    type Point = readonly [number, number];
    interface Box {
      readonly text: SVGTextElement;
      readonly words: string;
      readonly corners: readonly Point[];
    }
    /** Without the room above and below the letters. */
    const cornersOf = (text: SVGTextElement, [x, y, right, bottom]: readonly number[]): Point[] => {
      const toScreen = text.getScreenCTM()!;
      const [top, foot] = [y! + 0.2 * (bottom! - y!), y! + 0.85 * (bottom! - y!)];
      return [
        [x!, top],
        [right!, top],
        [right!, foot],
        [x!, foot],
      ].map(([across, down]) => {
        const point = new DOMPoint(across, down).matrixTransform(toScreen);
        return [point.x, point.y] as const;
      });
    };
    const boxesOf = (text: SVGTextElement): Box[] => {
      const words = text.textContent;
      const lines = [...text.children].filter((line): line is SVGTSpanElement => line.hasAttribute("x"));
      if (lines.length === 0) {
        const { x, y, width, height } = text.getBBox();
        return [{ text, words, corners: cornersOf(text, [x, y, x + width, y + height]) }];
      }
      return lines.flatMap((line) => {
        const count = line.getNumberOfChars();
        if (count === 0) return [];
        const [first, last] = [line.getExtentOfChar(0), line.getExtentOfChar(count - 1)];
        const ends = [first.x, first.y, last.x + last.width, last.y + last.height];
        return [{ text, words: line.textContent, corners: cornersOf(text, ends) }];
      });
    };
    /** Whether a line along a side of either box parts the two, which may be turned. */
    const apart = (one: readonly Point[], other: readonly Point[]): boolean =>
      [one, other].some((box) =>
        box.some(([x, y], i) => {
          const [nextX, nextY] = box[(i + 1) % 4]!;
          const [normalX, normalY] = [nextY - y, x - nextX];
          const slack = 0.5 * Math.hypot(normalX, normalY);
          const [a, b] = [one, other].map((corners) => corners.map(([px, py]) => px * normalX + py * normalY));
          return Math.max(...a!) <= Math.min(...b!) + slack || Math.max(...b!) <= Math.min(...a!) + slack;
        }),
      );
    const found: string[] = [];
    for (const still of stills) {
      if (!still.checkVisibility()) continue;
      const frame = still.getBoundingClientRect();
      const texts = [...still.querySelectorAll("text")].filter(({ textContent }) => textContent.trim() !== "");
      const boxes = texts.flatMap(boxesOf);
      if (boxes.length === 0) found.push("a chart without a text");
      boxes.forEach((box, i) => {
        const [xs, ys] = [0, 1].map((axis) => box.corners.map((corner) => corner[axis]!));
        const [left, right, top, bottom] = [Math.min(...xs!), Math.max(...xs!), Math.min(...ys!), Math.max(...ys!)];
        if (left < frame.left - 1 || right > frame.right + 1 || top < frame.top - 1 || bottom > frame.bottom + 1) {
          found.push(`"${box.words}" is cut off`);
        }
        for (const other of boxes.slice(i + 1)) {
          if (box.text !== other.text && !apart(box.corners, other.corners)) {
            found.push(`"${box.words}" lies over "${other.words}"`);
          }
        }
      });
    }
    return found;
  });
}
