import Anser from "anser";
import { escapeHtml, type Html, raw } from "../../../ground/index.ts";

/** Terminal sequences that are neither text nor colours: cursor moves, window titles, hyperlinks, lone escapes. */
const NOT_COLOURS =
  /\x1b\[[0-?]*[ -/]*[@-ln-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[()#][A-Za-z0-9]|\x1b(?!\[)[@-Z\\-_a-z=>]?/g;

/** Control characters that XML and HTML can't contain, except for tab and line ends. */

const CONTROLS = /[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f]/g;

/** Text from a terminal as HTML: escaped, with its ANSI colours and styles, and carriage returns applied. */
export function renderAnsi(text: string): Html {
  const plain = overwriteLines(text).replace(NOT_COLOURS, "").replace(CONTROLS, "");
  if (!plain.includes("\x1b")) return raw(escapeHtml(plain));
  const parts = Anser.ansiToJson(plain, { use_classes: true, remove_empty: true });
  return raw(parts.map(renderPart).join(""));
}

/** What a terminal shows of a line that was overwritten: a carriage return goes back to its start. */
function overwriteLines(text: string): string {
  if (!text.includes("\r")) return text;
  return text
    .replace(/\r+\n/g, "\n")
    .split("\n")
    .map((line) =>
      line.split("\r").reduce((shown, over) => {
        // Colour sequences have no width, so only plain text can be overwritten by position.
        const plain = !shown.includes("\x1b") && !over.includes("\x1b");
        return over === "" ? shown : plain ? over + shown.slice(over.length) : over;
      }),
    )
    .join("\n");
}

function renderPart(part: Anser.AnserJsonEntry): string {
  const text = escapeHtml(part.content);
  const classes = new Set(part.decorations.map((name) => `ansi-${name}`));
  const styles: string[] = [];
  for (const [name, rgb, property, suffix] of [
    [part.fg, part.fg_truecolor, "color", "fg"],
    [part.bg, part.bg_truecolor, "background-color", "bg"],
  ] as const) {
    if (!name) continue;
    const value = rgbOf(name, rgb);
    if (value === undefined) classes.add(`${name}-${suffix}`);
    else styles.push(`${property}:rgb(${value})`);
  }
  if (classes.size === 0 && styles.length === 0) return text;
  const classAttribute = classes.size > 0 ? ` class="${[...classes].join(" ")}"` : "";
  const styleAttribute = styles.length > 0 ? ` style="${styles.join(";")}"` : "";
  return `<span${classAttribute}${styleAttribute}>${text}</span>`;
}

/** The colour as "r, g, b"; undefined for the sixteen named ones, which the page's styles define for light and dark. */
function rgbOf(name: string, rgb: string | null): string | undefined {
  if (name === "ansi-truecolor" && rgb) return rgb;
  const index = /^ansi-palette-(\d+)$/.exec(name)?.[1];
  return index === undefined ? undefined : paletteColour(Number(index));
}

/** A colour of xterm's 256: a 6 x 6 x 6 cube from 16 on, greys from 232 on. */
function paletteColour(index: number): string {
  if (index >= 232) {
    const grey = 8 + 10 * (index - 232);
    return `${grey}, ${grey}, ${grey}`;
  }
  const level = (step: number): number => (step === 0 ? 0 : 55 + 40 * step);
  const cube = index - 16;
  return `${level(Math.floor(cube / 36))}, ${level(Math.floor(cube / 6) % 6)}, ${level(cube % 6)}`;
}
