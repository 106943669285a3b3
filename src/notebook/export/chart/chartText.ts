import { escapeHtml } from "../../../ground/index.ts";
import { UnknownFigure } from "./chartSpec.ts";

/** A run of text in one style. */
interface Run {
  readonly text: string;
  readonly bold: boolean;
  readonly italic: boolean;
  /** Relative to the text's own size. */
  readonly scale: number;
  /** In CSS pixels, if a span gives it. */
  readonly size: number | undefined;
  readonly raised: number;
}

/** The distance between baselines, in font sizes. */
export const LINE_HEIGHT = 1.3;

/** Advance widths of the printable ASCII characters in 1/100 em, for DejaVu Sans: no common page font is wider. */
const WIDTHS = [
  32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 36, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84,
  84, 84, 53, 100, 68, 69, 70, 77, 63, 58, 77, 75, 29, 29, 66, 56, 86, 75, 79, 60, 79, 69, 63, 61, 73, 68, 99, 69, 61,
  69, 39, 34, 39, 84, 50, 50, 61, 63, 55, 63, 62, 35, 63, 63, 28, 28, 58, 28, 97, 63, 61, 63, 63, 41, 52, 39, 63, 59,
  82, 59, 59, 52, 64, 34, 64, 84,
];
const OTHER_WIDTH = 66;
const WIDE_WIDTH = 100;
const BOLD = 1.1;

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: "\u00a0" };

/** A text in plotly's format: lines, bold, italics, sizes, superscripts and subscripts in the small HTML subset it supports. */
export class ChartText {
  readonly lines: readonly (readonly Run[])[];
  /** In CSS pixels. */
  readonly size: number;

  /** @param text in plotly's format, or lines of it that were already parsed */
  constructor(text: string | readonly (readonly Run[])[], size: number) {
    this.lines = typeof text === "string" ? parse(text) : text;
    this.size = size;
  }

  /** The width of the longest line in a wide font, in CSS pixels. */
  get width(): number {
    return Math.max(...this.lines.map((line) => line.reduce((sum, run) => sum + this.#runWidth(run), 0)));
  }

  /** The same text with lines wrapped between words where they are wider than `room`. */
  wrapped(room: number): ChartText {
    const lines = this.lines.flatMap((line) => {
      const broken: Run[][] = [[]];
      let width = 0;
      for (const run of line) {
        for (const word of run.text.split(/(?<= )/)) {
          const piece = { ...run, text: word };
          const more = this.#runWidth({ ...run, text: word.trimEnd() });
          if (width > 0 && width + more > room) {
            broken.push([]);
            width = 0;
          }
          broken.at(-1)!.push(piece);
          width += this.#runWidth(piece);
        }
      }
      return broken;
    });
    return new ChartText(lines, this.size);
  }

  get height(): number {
    return this.lines.length * LINE_HEIGHT * this.size;
  }

  #runWidth({ text, bold, scale, size }: Run): number {
    let width = 0;
    for (const character of text) {
      const code = character.codePointAt(0)!;
      width +=
        WIDTHS[code - 32] ??
        (code >= 0x1100 ? (code === 0x2212 ? 84 : code < 0x2e80 ? OTHER_WIDTH : WIDE_WIDTH) : OTHER_WIDTH);
    }
    return (width / 100) * (size ?? this.size * scale) * (bold ? BOLD : 1);
  }

  /**
   * An SVG text whose first baseline is at (x, y). `attributes` are the element's, already escaped.
   * @param inherited the font size of the enclosing element, which need not be repeated
   */
  at(x: number, y: number, attributes = "", inherited?: number): string {
    const lines = this.lines.map((line, i) => {
      const runs = line.map((run) => this.#run(run)).join("");
      if (this.lines.length === 1) return runs;
      return `<tspan x="${round(x)}" y="${round(y + i * LINE_HEIGHT * this.size)}">${runs}</tspan>`;
    });
    const size = this.size === inherited ? "" : ` font-size="${round(this.size)}"`;
    return `<text x="${round(x)}" y="${round(y)}"${size}${attributes && ` ${attributes}`}>${lines.join("")}</text>`;
  }

  #run({ text, bold, italic, scale, size, raised }: Run): string {
    const written = escapeHtml(text);
    const pixels = size ?? (scale === 1 ? undefined : this.size * scale);
    const attributes = [
      pixels !== undefined && ` font-size="${round(pixels)}"`,
      bold && ` font-weight="bold"`,
      italic && ` font-style="italic"`,
      raised !== 0 && ` dy="${round(-raised * this.size)}"`,
    ].filter(Boolean);
    if (attributes.length === 0) return written;
    const back = raised === 0 ? "" : `<tspan dy="${round(raised * this.size)}">\u200b</tspan>`;
    return `<tspan${attributes.join("")}>${written}</tspan>${back}`;
  }
}

/** A coordinate rounded to a tenth of a pixel. */
export function round(value: number): string {
  const rounded = Math.round(value * 10) / 10;
  if (!Number.isFinite(rounded)) throw new UnknownFigure("a place that is no number");
  return String(Object.is(rounded, -0) ? 0 : rounded);
}

function parse(text: string): Run[][] {
  const lines: Run[][] = [[]];
  const open: { tag: string; style: Omit<Run, "text"> }[] = [];
  const plain = { bold: false, italic: false, scale: 1, size: undefined, raised: 0 };
  for (const piece of text.split(/(<\/?[a-z]+(?:\s[^<>]*)?\/?>|\n)/i)) {
    const [, slash, name] = /^<(\/?)([a-z]+)/i.exec(piece) ?? [];
    const tag = name?.toLowerCase();
    if (piece === "\n" || tag === "br") lines.push([]);
    else if (tag === undefined) {
      const content = piece.replace(/&(?:#(\d+)|(\w+));/g, (whole, code: string | undefined, entity: string) =>
        code === undefined ? (ENTITIES[entity] ?? whole) : String.fromCodePoint(Number(code)),
      );
      if (content !== "") lines.at(-1)!.push({ text: content, ...(open.at(-1)?.style ?? plain) });
    } else if (slash === "/") {
      const at = open.findLastIndex((one) => one.tag === tag);
      if (at >= 0) open.length = at;
    } else {
      const style = { ...(open.at(-1)?.style ?? plain) };
      if (tag === "b" || tag === "strong") style.bold = true;
      if (tag === "i" || tag === "em") style.italic = true;
      if (tag === "sup" || tag === "sub") Object.assign(style, { scale: 0.7, raised: tag === "sup" ? 0.4 : -0.3 });
      const size = /font-size:\s*([\d.]+)px/.exec(piece)?.[1];
      if (tag === "span" && size !== undefined) Object.assign(style, { size: Number(size) });
      open.push({ tag, style });
    }
  }
  return lines;
}
