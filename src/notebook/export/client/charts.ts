import type * as PlotlyModule from "plotly.js";
import { chartTemplate, NARROW } from "./chartTemplate.ts";
import { type Figure, needsNetwork, plotlyArguments } from "./figure.ts";
import { currentTheme } from "./theme.ts";

declare const Plotly: typeof PlotlyModule | undefined;

/** Room that A4 and Letter leave between usual margins, in CSS pixels. */
const PRINT_WIDTH = 660;

/** How far below and above the window charts are drawn already. */
const NEAR = "800px";

/** A chart of the page: a `.plot` element with its figure beside it. */
class Chart {
  readonly element: HTMLElement;
  #parsed: Figure | undefined;
  #width = 0;
  #drawing: Promise<unknown> | undefined;

  constructor(element: HTMLElement) {
    this.element = element;
  }

  get drawn(): boolean {
    return this.#drawing !== undefined;
  }

  /** Parsed when it is needed: a page may hold many figures that nobody scrolls to. */
  get #figure(): Figure {
    const script = this.element.parentElement!.querySelector("script.figure")!;
    return (this.#parsed ??= JSON.parse(script.textContent!) as Figure);
  }

  /** Draws the chart unless it is drawn. Plotly does so at once, but for the few kinds that wait for something. */
  draw(printing: boolean): void {
    // What stands in a closed fold has a width in some browsers.
    if (this.#drawing || !this.element.checkVisibility()) return;
    const width = this.#room(printing);
    if (width === 0) return;
    if (typeof Plotly === "undefined") {
      this.#fail("The chart can't be drawn: plotly.js is not beside this page.");
      return;
    }
    const figure = this.#figure;
    if (needsNetwork(figure)) {
      this.#fail("The chart can't be drawn: its map would have to be fetched, and this page loads nothing.");
      return;
    }
    this.#width = width;
    const size = { width, height: this.element.clientHeight };
    const drawn = plotlyArguments(figure, size, this.#template(width, printing));
    this.#drawing = Plotly.newPlot(this.element, drawn as never).then(
      () => (this.element.dataset.drawn = "true"),
      (error: unknown) => {
        this.#fail(`The chart can't be drawn: ${String(error)}`);
      },
    );
  }

  /** Brings a drawn chart to the width it has room for and to the page's colours, keeping what the reader zoomed to. */
  async fit(printing: boolean, recolour: boolean): Promise<void> {
    if (!this.#drawing || typeof Plotly === "undefined") return;
    const width = this.#room(printing);
    if (width === 0) return;
    const crossed = width < NARROW !== this.#width < NARROW;
    if (width === this.#width && !recolour) return;
    this.#width = width;
    const template = recolour || crossed ? { template: this.#template(width, printing) } : {};
    await Plotly.relayout(this.element, { width, ...template });
  }

  /** The figure's own width if it has one, but never more than the page has. */
  #room(printing: boolean): number {
    const { clientWidth } = this.element;
    const room = printing && clientWidth > 0 ? Math.min(clientWidth, PRINT_WIDTH) : clientWidth;
    return Math.min(this.#figure.layout?.width ?? room, room);
  }

  #template(width: number, printing: boolean): ReturnType<typeof chartTemplate> {
    return chartTemplate(printing ? "light" : currentTheme(), width, this.#figure.layout);
  }

  #fail(message: string): void {
    this.element.dataset.failed = "true";
    this.element.textContent = `${message} ${this.element.getAttribute("aria-label") ?? ""}`;
  }
}

/** Starts the page's charts: drawn when the reader comes near or prints, fitted to the page, in its colours. */
export function startCharts(): { retheme(): void } {
  const charts = new Map(
    [...document.querySelectorAll<HTMLElement>(".plot")].map((element) => [element, new Chart(element)]),
  );
  let printing = false;
  const near = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (isIntersecting) charts.get(target as HTMLElement)?.draw(printing);
      }
    },
    { rootMargin: NEAR },
  );
  const resized = new ResizeObserver((entries) => {
    for (const { target } of entries) void charts.get(target as HTMLElement)?.fit(printing, false);
  });
  for (const element of charts.keys()) {
    near.observe(element);
    resized.observe(element);
  }
  const print = (now: boolean): void => {
    if (printing === now) return;
    printing = now;
    for (const chart of charts.values()) {
      if (chart.drawn) void chart.fit(printing, true);
      else chart.draw(printing);
    }
  };
  addEventListener("beforeprint", () => {
    print(true);
  });
  addEventListener("afterprint", () => {
    print(false);
  });
  matchMedia("print").addEventListener("change", ({ matches }) => {
    print(matches);
  });
  return {
    retheme() {
      for (const chart of charts.values()) void chart.fit(printing, true);
    },
  };
}
