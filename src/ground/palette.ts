/**
 * The colours of everything that is drawn or shown: pages, charts, JupyterLab's outputs, the prediction service. Browsers bundle this
 * file, so it imports nothing.
 */

/** A colour on a light background and on a dark one. */
type Pair = readonly [light: string, dark: string];

/** The pages' colours, by the name of their CSS variable. Text has a contrast of 4.5 or more to `ground` and `surface`. */
export const PAGE_COLOURS = {
  ground: ["#ffffff", "#14171c"],
  surface: ["#f6f8fa", "#1b2027"],
  "surface-strong": ["#eceff3", "#262c35"],
  line: ["#e2e6eb", "#2a313a"],
  "line-strong": ["#c3cad3", "#47505c"],
  text: ["#1d232b", "#e4e8ed"],
  muted: ["#57616d", "#9ca7b4"],
  accent: ["#0b5cad", "#7db9f5"],
  "accent-soft": ["#e8f1fa", "#182b3f"],
  "on-accent": ["#ffffff", "#10202f"],
  error: ["#b3261e", "#ff9d93"],
  "error-soft": ["#fdf2f1", "#2b1a1b"],
  notice: ["#8a5a00", "#f0b93f"],
  "notice-soft": ["#fdf7e8", "#2a2314"],
  good: ["#00705c", "#4dd0ae"],
  wrong: ["#a3480a", "#f5a76a"],

  "code-keyword": ["#8e3a9d", "#d6a5e3"],
  "code-string": ["#0a6b4b", "#7fd1ae"],
  "code-number": ["#a34700", "#f2a871"],
  "code-name": ["#0b5cad", "#8cc4f7"],
  "code-comment": ["#5f6975", "#929eac"],
} as const satisfies Readonly<Record<string, Pair>>;

export type PageColour = keyof typeof PAGE_COLOURS;

/**
 * The page's colours as CSS variables that follow the theme; `data-theme` on the root chooses one, otherwise the system does.
 * @example
 * import { html, paletteStyles, raw } from "../src/ground/index.ts";
 * html`<style>${raw(paletteStyles())} p { color: var(--accent); }</style>`;
 */
export function paletteStyles(): string {
  const variables = Object.entries(PAGE_COLOURS).map(
    ([name, [light, dark]]) => `  --${name}: light-dark(${light}, ${dark});\n`,
  );
  return `:root {
  color-scheme: light dark;
${variables.join("")}}
:root[data-theme="light"] {
  color-scheme: light;
}
:root[data-theme="dark"] {
  color-scheme: dark;
}
`;
}

/** Colours with a meaning in charts. Readable on both backgrounds, and distinguishable with any kind of colour vision. */
export const CHART_COLOURS = {
  orange: "#e07b1a",
  blue: "#2f86d6",
  violet: "#8a63c7",
  pink: "#c2417c",
  brown: "#906018",
  green: "#0c7830",
  /** For what is in the background: references, simulated values, points that are not the subject. */
  quiet: "#8b95a1",
} as const;

/**
 * The genres' colours: twelve found by maximising the smallest OKLab distance between any two, for full colour vision and for simulated
 * protanopia, deuteranopia and tritanopia (Machado, Oliveira and Fernandes, 2009), among colours with enough contrast to a white and to
 * a dark background. The most different come first.
 */
export const GENRE_COLOURS = [
  "#369cc0",
  "#b43c18",
  "#f69006",
  "#8a48ae",
  "#909072",
  "#247254",
  "#b48afc",
  "#7272e4",
  "#cc6c00",
  "#787290",
  "#cca88a",
  "#90b4cc",
] as const;

/**
 * The default colours of a chart's traces: eight hues that people with a colour vision deficiency can tell apart (after Okabe and Ito),
 * and four more.
 */
export const COLORWAY = {
  light: [
    "#0072b2",
    "#d55e00",
    "#009e73",
    "#c2619a",
    "#b98500",
    "#3fa4dc",
    "#7a5fb5",
    "#8a5a2b",
    "#5f6b7a",
    "#8f9a00",
    "#b3261e",
    "#00808a",
  ],
  dark: [
    "#4fa8e8",
    "#f28b4b",
    "#2fc79d",
    "#e59fca",
    "#f0b93f",
    "#93d0f5",
    "#b3a1e6",
    "#cf9f70",
    "#a3b0bf",
    "#c6cf4a",
    "#ff8a80",
    "#4dc4cf",
  ],
} as const;

/** From the page's background to its strongest blue: in both themes, little is faint and much is strong. At 0, 0.25, 0.5, 0.75 and 1. */
export const SEQUENTIAL = {
  light: ["#f4f8fc", "#c3daee", "#7cb2da", "#2f7fbd", "#0a3f78"],
  dark: ["#1c2531", "#1d436b", "#2a6ca8", "#5aa2dd", "#cfe6fb"],
} as const;

/** From orange through the page's background to blue, for values on both sides of 0. At 0, 0.25, 0.5, 0.75 and 1. */
export const DIVERGING = {
  light: ["#a63d00", "#e59a66", "#f5f5f5", "#6aaedb", "#08519c"],
  dark: ["#ffb184", "#b35c26", "#262c34", "#2f7ab8", "#9fd3fb"],
} as const;

/** From dark violet to yellow with even steps in brightness: matplotlib's scale (van der Walt and Smith, 2015), at sixteenths. */
export const VIRIDIS = [
  "#440154",
  "#48186a",
  "#472d7b",
  "#424086",
  "#3b528b",
  "#33638d",
  "#2c728e",
  "#26828e",
  "#21918c",
  "#1fa088",
  "#28ae80",
  "#3fbc73",
  "#5ec962",
  "#84d44b",
  "#addc30",
  "#d8e219",
  "#fde725",
] as const;

/**
 * Text within a mark uses the one that contrasts more with its colour. Pure black and white, because only then does one of the two have
 * a contrast of 4.5 to any colour.
 */
export const INKS = { dark: "#000000", light: "#ffffff" } as const;
