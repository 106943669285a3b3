import type { Layout, Template } from "plotly.js";
import { COLORWAY, DIVERGING, PAGE_COLOURS, SEQUENTIAL } from "../../../ground/palette.ts";
import { NARROW } from "../chart/paint.ts";
import type { Theme } from "./theme.ts";

const HEAT_TRACES = ["heatmap", "histogram2d", "histogram2dcontour", "contour", "surface", "choropleth"];

/**
 * A chart's default look: the page's font and colours, no box around it, an unobtrusive grid. The figure's own template, if it has one,
 * overrides it. A figure with its own background or text colour keeps them, and gets the theme that is readable on its background.
 * @param coloursOf the colours of the page around the chart, for either theme
 */
export function chartTemplate(
  pageTheme: Theme,
  width: number,
  own: Partial<Layout> = {},
  coloursOf: (theme: Theme) => PageColours = pageColours,
): Template {
  const set = { ...own.template?.layout, ...own };
  const theme = themeOf(set.paper_bgcolor) ?? pageTheme;
  const { text: pageText, muted: pageMuted, ground, line, grid } = coloursOf(theme);
  const [text, muted] = typeof set.font?.color === "string" ? [set.font.color, set.font.color] : [pageText, pageMuted];
  const axis = {
    gridcolor: grid,
    linecolor: line,
    zerolinecolor: line,
    tickcolor: line,
    tickfont: { color: muted },
    automargin: true,
    title: { standoff: 12, font: { size: 13 } },
  };
  const bar = { outlinewidth: 0, thickness: 12, tickcolor: line, tickfont: { color: muted } };
  const narrow = width < NARROW;
  const sequential = scale(SEQUENTIAL[theme]);
  const heat = HEAT_TRACES.map((type) => [type, [{ colorscale: sequential, colorbar: bar }]]);
  const scene = { ...axis, backgroundcolor: "rgba(0,0,0,0)", automargin: undefined };
  const base = {
    layout: {
      paper_bgcolor: "rgba(0,0,0,0)",
      plot_bgcolor: "rgba(0,0,0,0)",
      font: { family: getComputedStyle(document.body).fontFamily, size: narrow ? 12 : 13, color: text },
      title: { x: 0, xref: "container", pad: { l: 4 }, font: { size: narrow ? 14 : 16, color: text } },
      margin: { l: narrow ? 44 : 60, r: narrow ? 12 : 24, t: own.title ? 56 : 24, b: 48 },
      colorway: [...COLORWAY[theme]],
      colorscale: {
        sequential,
        sequentialminus: sequential,
        diverging: scale(DIVERGING[theme]),
      },
      coloraxis: { colorscale: sequential, colorbar: bar },
      xaxis: axis,
      yaxis: axis,
      scene: { xaxis: scene, yaxis: scene, zaxis: scene },
      polar: { bgcolor: "rgba(0,0,0,0)", angularaxis: axis, radialaxis: axis },
      ternary: { bgcolor: "rgba(0,0,0,0)", aaxis: axis, baxis: axis, caxis: axis },
      legend: narrow
        ? { orientation: "h", xref: "container", x: 0, yref: "container", y: 0, yanchor: "bottom", font: { size: 11 } }
        : { bgcolor: "rgba(0,0,0,0)" },
      hoverlabel: { bgcolor: ground, bordercolor: line, font: { color: text } },
      hovermode: "closest",
      modebar: { bgcolor: "rgba(0,0,0,0)", color: muted, activecolor: text },
      annotationdefaults: { font: { color: text }, arrowcolor: muted },
      shapedefaults: { line: { color: muted } },
      // Plotly draws the active button of a menu almost white in any theme.
      updatemenudefaults: { bgcolor: PAGE_COLOURS.line[0], bordercolor: line, font: { color: PAGE_COLOURS.text[0] } },
      sliderdefaults: { bgcolor: line, bordercolor: line, tickcolor: line },
    },
    data: Object.fromEntries([
      ...heat,
      ["bar", [{ marker: { line: { width: 0 } } }]],
      ["sankey", [{ link: { color: line } }]],
      [
        "table",
        [
          {
            header: { fill: { color: grid }, line: { color: line }, font: { color: text } },
            cells: { fill: { color: ground }, line: { color: grid }, font: { color: text } },
          },
        ],
      ],
    ]) as object,
  };
  return merge(base, own.template) as Template;
}

/** A plotly colour scale: the colours at equal distances from 0 to 1. */
function scale(colours: readonly string[]): [number, string][] {
  return colours.map((colour, i) => [i / (colours.length - 1), colour]);
}

/** Merges `over` into `base`, member by member; lists and values replace one another. */
function merge(base: unknown, over: unknown): unknown {
  if (!isRecord(base) || !isRecord(over)) return over ?? base;
  const merged = { ...base };
  for (const [key, value] of Object.entries(over)) merged[key] = merge(base[key], value);
  return merged;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The page's colours that charts use. */
export interface PageColours {
  readonly text: string;
  readonly muted: string;
  readonly ground: string;
  readonly line: string;
  readonly grid: string;
}

/** The page's colours in CSS syntax for one theme, whichever the page shows. */
function pageColours(theme: Theme): PageColours {
  return withProbe(
    (resolve) => ({
      text: resolve("var(--text)"),
      muted: resolve("var(--muted)"),
      ground: resolve("var(--ground)"),
      line: resolve("var(--line-strong)"),
      grid: resolve("var(--line)"),
    }),
    theme,
  );
}

/** The theme whose text is readable on this background; undefined for a background that shows the page's. */
function themeOf(ground: unknown): Theme | undefined {
  if (typeof ground !== "string") return undefined;
  const [red = 0, green = 0, blue = 0, alpha = 1] = withProbe((resolve) => resolve(ground))
    .match(/[\d.]+/g)!
    .map(Number);
  if (alpha < 0.5) return undefined;
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128 ? "dark" : "light";
}

/** Lets the browser compute colours: `resolve` returns any CSS colour as `rgb(...)`. */
function withProbe<Result>(work: (resolve: (colour: string) => string) => Result, theme?: Theme): Result {
  const probe = document.createElement("span");
  probe.hidden = true;
  if (theme) probe.style.colorScheme = theme;
  document.body.append(probe);
  try {
    return work((colour) => {
      probe.style.color = colour;
      return getComputedStyle(probe).color;
    });
  } finally {
    probe.remove();
  }
}
