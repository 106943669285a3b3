import type * as PlotlyModule from "plotly.js";
import { currentTheme } from "./theme.ts";

declare const Plotly: typeof PlotlyModule | undefined;

interface ChartTrace {
  readonly name?: string;
  readonly x?: ArrayLike<unknown>;
  readonly y?: ArrayLike<unknown>;
  readonly z?: ArrayLike<ArrayLike<unknown>>;
  readonly customdata?: ArrayLike<unknown>;
}

/** Adds small buttons below each table and chart to save it: a table as CSV, a chart as PNG, SVG and CSV. Nothing leaves the page. */
export function startDownloads(): void {
  document.querySelectorAll<HTMLTableElement>("main table").forEach((table, i) => {
    const name = fileName(table.caption?.textContent ?? "table", i);
    const buttons = bar([["CSV", () => save(`${name}.csv`, tableCsv(table), "text/csv")]], table.caption?.textContent);
    // Folded content takes its button with it.
    const fold = table.closest(".outputs details");
    if (fold) fold.append(buttons);
    else (table.closest(".table-scroll") ?? table).after(buttons);
  });
  document.querySelectorAll<HTMLElement>("main .plot").forEach((plot, i) => {
    const title = plot.getAttribute("aria-label") ?? "chart";
    const name = fileName(title, i);
    const image = (format: "png" | "svg") => (): void => {
      if (plot.dataset.still !== undefined && plot.dataset.live === undefined) {
        if (format === "svg") save(`${name}.svg`, stillSvg(plot), "image/svg+xml");
        else void stillPng(plot).then((png) => save(`${name}.png`, png, "image/png"));
        return;
      }
      const drawn = plot.querySelector<HTMLElement>(".js-plotly-plot") ?? plot;
      if (typeof Plotly === "undefined" || plot.dataset.drawn !== "true") return;
      const { clientWidth: width, clientHeight: height } = drawn;
      void Plotly.downloadImage(drawn, {
        format,
        width,
        height,
        filename: name,
        ...(format === "png" ? { scale: 2 } : {}),
      });
    };
    const csv = (): void => {
      const figure = JSON.parse(plot.parentElement!.querySelector("script.figure")!.textContent) as {
        data: ChartTrace[];
      };
      save(`${name}.csv`, chartCsv(figure.data), "text/csv");
    };
    const buttons = [
      ["PNG", image("png")],
      ["SVG", image("svg")],
      ["CSV", csv],
    ] as const;
    const figure = plot.closest("figure")!;
    const own = figure.querySelector(".downloads");
    const saving = bar(buttons, title);
    if (own) own.append(...saving.childNodes);
    else figure.append(saving);
  });
}

function bar(
  buttons: readonly (readonly [label: string, run: () => void])[],
  what: string | null | undefined,
): HTMLElement {
  const element = document.createElement("p");
  element.className = "downloads";
  for (const [label, run] of buttons) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.setAttribute("aria-label", `Save as ${label}: ${(what ?? "").slice(0, 80)}`);
    button.addEventListener("click", run);
    element.append(button);
  }
  return element;
}

/** The letters, digits and dashes of a title, with a unique number. */
function fileName(title: string, i: number): string {
  const words = title.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return [...words.slice(0, 6), String(i + 1)].join("-");
}

/** Every row of a table as displayed; group headings come before the headings below them. */
function tableCsv(table: HTMLTableElement): string {
  const heads = [...(table.tHead?.rows ?? [])].map((row) =>
    [...row.cells].flatMap((cell) => Array.from({ length: cell.colSpan }, () => textOf(cell))),
  );
  const last = heads.at(-1) ?? [];
  const head = last.map((_, i) =>
    heads
      .map((line) => line[i] ?? "")
      .filter(Boolean)
      .join(" "),
  );
  const body = [...table.tBodies].flatMap((part) => [...part.rows]).filter((row) => !row.hidden);
  return toCsv([...(head.length > 0 ? [head] : []), ...body.map((row) => [...row.cells].map(textOf))]);
}

function textOf(cell: HTMLTableCellElement): string {
  return cell.textContent.replaceAll(/\s+/g, " ").trim();
}

function chartCsv(traces: readonly ChartTrace[]): string {
  // A mark's label, if the axes don't give it, is the first item of its hover text.
  const label = (data: unknown): unknown => (Array.isArray(data) ? data[0] : data);
  // Data that several panels of a chart share is saved once.
  // A trace without any place is there for the legend alone.
  const placed = traces.filter(({ x }) => !x || x.length === 0 || Array.from(x).some((value) => value !== null));
  const own = new Map(placed.map((trace) => [JSON.stringify([trace.name, trace.x, trace.y, trace.z]), trace]));
  const lines = [...own.values()].flatMap(({ name = "", x = [], y = [], z, customdata = [] }): unknown[][] =>
    z
      ? Array.from(z).flatMap((row, i) => Array.from(row, (value, j) => [name, x[j] ?? j, y[i] ?? i, value]))
      : Array.from({ length: Math.max(x.length, y.length) }, (_, i) => [
          name,
          x[i] ?? "",
          y[i] ?? "",
          label(customdata[i]) ?? "",
        ]),
  );
  return toCsv([["series", "x", "y", "value or label"], ...lines]);
}

function toCsv(rows: readonly (readonly unknown[])[]): string {
  const cell = (value: unknown): string => {
    const text = String(value ?? "");
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return `${rows.map((row) => row.map(cell).join(",")).join("\n")}\n`;
}

function save(name: string, content: string | Blob, type: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** Image pixels per page pixel. */
const SCALE = 2;

/** A chart's still picture as a self-contained SVG file, including the page's colours, font and background. */
function stillSvg(plot: HTMLElement): string {
  return new XMLSerializer().serializeToString(standalone(plot));
}

/** The same as a PNG. */
async function stillPng(plot: HTMLElement): Promise<Blob> {
  const svg = standalone(plot);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(svg))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = SCALE * Number(svg.getAttribute("width"));
  canvas.height = SCALE * Number(svg.getAttribute("height"));
  canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob) resolve(blob);
      else reject(new Error("no image"));
    }, "image/png");
  });
}

function standalone(plot: HTMLElement): SVGElement {
  const stills = [...plot.querySelectorAll<SVGElement>(":scope > svg.still")];
  const shown = stills.find((still) => still.checkVisibility()) ?? stills.at(-1)!;
  const page = getComputedStyle(shown);
  const scheme = page.colorScheme;
  const dark = scheme === "dark" || (scheme !== "light" && currentTheme() === "dark");
  const plain = (css: string): string =>
    css
      .replace(/var\((--[\w-]+)\)/g, (_, name: string) => page.getPropertyValue(name).trim())
      .replace(/light-dark\(\s*([^(),]+)\s*,\s*([^(),]+)\s*\)/g, (_, light: string, night: string) =>
        dark ? night : light,
      );
  const copy = shown.cloneNode(true) as SVGElement;
  copy.querySelectorAll(dark ? ".only-light" : ".only-dark").forEach((image) => {
    image.remove();
  });
  for (const element of [copy, ...copy.querySelectorAll("[style]")]) {
    element.setAttribute("style", plain(element.getAttribute("style") ?? ""));
  }
  copy.removeAttribute("class");
  copy.setAttribute("font-family", page.fontFamily);
  const title = document.createElementNS(shown.namespaceURI, "title");
  title.textContent = plot.getAttribute("aria-label");
  const ground = document.createElementNS(shown.namespaceURI, "rect");
  ground.setAttribute("width", "100%");
  ground.setAttribute("height", "100%");
  ground.setAttribute("fill", plain(page.getPropertyValue("--ground")).trim());
  copy.prepend(title, ground);
  return copy;
}
