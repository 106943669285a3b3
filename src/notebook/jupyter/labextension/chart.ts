import type * as PlotlyModule from "plotly.js";
import { PAGE_COLOURS } from "../../../ground/palette.ts";
import { chartTemplate, type PageColours } from "../../export/client/chartTemplate.ts";
import { type Figure, needsNetwork, plotlyArguments } from "../../export/client/figure.ts";
import type { Theme } from "../../export/client/theme.ts";

type Plotly = typeof PlotlyModule;

declare global {
  interface Window {
    Plotly?: Plotly;
  }
}

/** The height of a chart that doesn't give its own, in CSS pixels: Plotly's default. */
const HEIGHT = 450;

const coloursOf = (theme: Theme): PageColours => {
  const [text, muted, ground, line, grid] = (["text", "muted", "ground", "line-strong", "line"] as const).map(
    (name) => PAGE_COLOURS[name][theme === "light" ? 0 : 1],
  ) as [string, string, string, string, string];
  return { text, muted, ground, line, grid };
};

/** A chart in a notebook output: as wide as the output, in the theme's colours. */
export class Chart {
  readonly #node: HTMLElement;
  readonly #figure: Figure;
  readonly #folder: string;
  readonly #resized = new ResizeObserver(() => void this.#fit(false));
  readonly #themed = new MutationObserver(() => void this.#fit(true));
  #plotly: Plotly | undefined;
  #width = 0;

  constructor(node: HTMLElement, figure: Figure, folder: string) {
    this.#node = node;
    this.#figure = figure;
    this.#folder = folder;
    const alt = (figure.layout as { meta?: { alt?: unknown } } | undefined)?.meta?.alt;
    node.setAttribute("role", "img");
    if (typeof alt === "string") node.setAttribute("aria-label", alt);
    node.style.minHeight = `${this.#height}px`;
    node.style.width = "100%";
    // An output has no width before it is on the page, and its width changes with the window.
    this.#resized.observe(node);
    this.#themed.observe(document.body, { attributeFilter: ["data-jp-theme-light"] });
  }

  remove(): void {
    this.#resized.disconnect();
    this.#themed.disconnect();
    this.#plotly?.purge(this.#node);
  }

  get #height(): number {
    return this.#figure.layout?.height ?? HEIGHT;
  }

  async #fit(recolour: boolean): Promise<void> {
    const room = this.#node.clientWidth;
    const width = Math.min(this.#figure.layout?.width ?? room, room);
    if (width === 0 || (width === this.#width && !recolour)) return;
    const first = this.#width === 0;
    this.#width = width;
    try {
      if (first) await this.#draw();
      else await this.#plotly?.relayout(this.#node, { width: this.#width, template: this.#template() });
    } catch (error) {
      this.#node.dataset.failed = "true";
      this.#node.textContent = `The chart can't be drawn: ${String(error)}`;
    }
  }

  async #draw(): Promise<void> {
    if (needsNetwork(this.#figure)) throw new Error("its map would have to be fetched");
    const plotly = await loadPlotly(this.#folder);
    const size = { width: this.#width, height: this.#height };
    await plotly.newPlot(this.#node, plotlyArguments(this.#figure, size, this.#template()) as never);
    this.#plotly = plotly;
    this.#node.dataset.drawn = "true";
  }

  #template(): ReturnType<typeof chartTemplate> {
    const theme = document.body.dataset.jpThemeLight === "false" ? "dark" : "light";
    return chartTemplate(theme, this.#width, this.#figure.layout, coloursOf);
  }
}

let loading: Promise<Plotly> | undefined;

/** Loaded with the page's first chart, because it has 5 MB. */
function loadPlotly(folder: string): Promise<Plotly> {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = `${folder}plotly.js`;
    script.onload = () => resolve(window.Plotly!);
    script.onerror = () => reject(new Error("plotly.js could not be loaded"));
    document.head.append(script);
  });
  return loading;
}
