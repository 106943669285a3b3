import type * as PlotlyModule from "plotly.js";
import { NARROW } from "../chart/paint.ts";
import { chartTemplate } from "./chartTemplate.ts";
import { cut, type Figure, needsNetwork, plotlyArguments } from "./figure.ts";
import { currentTheme } from "./theme.ts";

declare const Plotly: typeof PlotlyModule | undefined;

/** The width that A4 and Letter leave between common margins, in CSS pixels. */
const PRINT_WIDTH = 660;

/** How far outside the window charts are already drawn. */
const NEAR = "800px";

/**
 * A chart of the page: a `.plot` element with its figure beside it. If it contains still pictures, the live chart is drawn over them
 * when the reader asks for it; otherwise it is drawn when the reader scrolls near.
 */
class Chart {
  readonly element: HTMLElement;
  /** Where Plotly draws. */
  #target: HTMLElement;
  #parsed: Figure | undefined;
  #width = 0;
  /** What the still picture leaves out of the figure's margins above and below, in CSS pixels. */
  #cut: readonly number[] = [];
  #drawing: Promise<unknown> | undefined;

  constructor(element: HTMLElement) {
    this.element = element;
    this.#target = element;
  }

  /** Whether still pictures stand in for it until the reader asks for more. */
  get still(): boolean {
    return this.element.dataset.still !== undefined;
  }

  get live(): boolean {
    return this.element.dataset.live !== undefined;
  }

  get drawn(): boolean {
    return this.#drawing !== undefined;
  }

  /** Parsed on demand: a page may have many figures that nobody scrolls to. */
  get #figure(): Figure {
    const script = this.element.parentElement!.querySelector("script.figure")!;
    return (this.#parsed ??= JSON.parse(script.textContent!) as Figure);
  }

  /** Draws the chart unless it is already drawn. Plotly does so synchronously, except for the few kinds that wait for something. */
  draw(printing: boolean): void {
    // In some browsers, the content of a closed fold has a width.
    if (this.#drawing || (this.still && !this.live) || !this.element.checkVisibility()) return;
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
    const size = { width, height: this.#target.clientHeight };
    const drawn = plotlyArguments(cut(figure, this.#cut), size, this.#template(width, printing));
    this.#drawing = Plotly.newPlot(this.#target, drawn as never).then(
      () => (this.element.dataset.drawn = "true"),
      (error: unknown) => {
        this.#fail(`The chart can't be drawn: ${String(error)}`);
      },
    );
  }

  /** Replaces the still pictures by a chart with hover and zoom, at their size. Fails if Plotly can't be loaded. */
  async enliven(): Promise<void> {
    if (this.live) return;
    await loadPlotly();
    const { element } = this;
    const height = element.clientHeight;
    const shown = [...element.querySelectorAll<SVGElement>(".still")].find((still) => still.checkVisibility());
    this.#cut = shown?.dataset.cut?.split(" ").map(Number) ?? [];
    this.#target = document.createElement("div");
    this.#target.style.height = `${height}px`;
    element.append(this.#target);
    element.dataset.live = "true";
    // A picture has no buttons, but what Plotly draws does.
    element.setAttribute("role", "group");
    this.draw(false);
    await this.#drawing;
  }

  /** Shows the still pictures again. */
  calm(): void {
    if (!this.live || typeof Plotly === "undefined") return;
    Plotly.purge(this.#target);
    this.#target.remove();
    this.#drawing = undefined;
    delete this.element.dataset.live;
    delete this.element.dataset.drawn;
    this.element.setAttribute("role", "img");
  }

  /** Fits a drawn chart to its available width and the page's colours, keeping the reader's zoom. */
  async fit(printing: boolean, recolour: boolean): Promise<void> {
    if (!this.#drawing || typeof Plotly === "undefined") return;
    const width = this.#room(printing);
    if (width === 0) return;
    const crossed = width < NARROW !== this.#width < NARROW;
    if (width === this.#width && !recolour) return;
    this.#width = width;
    const template = recolour || crossed ? { template: this.#template(width, printing) } : {};
    await Plotly.relayout(this.#target, { width, ...template });
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
    this.#target.textContent = `${message} ${this.element.getAttribute("aria-label") ?? ""}`;
  }
}

/** Lets a reader ask for a live chart, with a button or by clicking the still one. */
function startButton(chart: Chart): void {
  const { element } = chart;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "interact";
  const show = (text: string): void => {
    button.textContent = text;
    button.setAttribute("aria-pressed", String(chart.live));
  };
  const enliven = (): void => {
    if (chart.live || button.disabled) return;
    button.disabled = true;
    show("Loading …");
    chart
      .enliven()
      .then(
        () => {
          show("Interact");
        },
        () => {
          show("plotly.js can't be loaded; try again");
        },
      )
      .finally(() => {
        button.disabled = false;
      });
  };
  button.addEventListener("click", () => {
    if (chart.live) {
      chart.calm();
      show("Interact");
    } else enliven();
  });
  element.addEventListener("click", () => {
    // Someone who selects text in it wants to copy.
    if (getSelection()?.isCollapsed !== false) enliven();
  });
  button.setAttribute("aria-label", `Interact: ${(element.getAttribute("aria-label") ?? "").slice(0, 80)}`);
  show("Interact");
  const bar = document.createElement("p");
  bar.className = "downloads";
  bar.append(button);
  element.closest("figure")?.append(bar);
}

/**
 * Starts the page's charts: live on request or, without a still picture, when scrolled near or printed; fitted to the page, in its
 * colours.
 */
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
  for (const [element, chart] of charts) {
    if (chart.still) startButton(chart);
    else near.observe(element);
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

let loading: Promise<void> | undefined;

/** Loads Plotly once, from beside the page or from the page itself, where it is stored as plain text. Fails if it isn't there. */
function loadPlotly(): Promise<void> {
  if (typeof Plotly !== "undefined") return Promise.resolve();
  loading ??= load().catch((error: unknown) => {
    // The reader may try again when the network is back.
    loading = undefined;
    throw error;
  });
  return loading;
}

function load(): Promise<void> {
  return new Promise((resolve, reject) => {
    const place = document.querySelector<HTMLScriptElement>("script#plotly");
    const script = document.createElement("script");
    script.onload = () => {
      resolve();
    };
    script.onerror = () => {
      reject(new Error("plotly.js is not beside this page"));
    };
    const source = place?.dataset.src;
    if (source !== undefined) script.src = source;
    else script.textContent = place?.textContent ?? "";
    document.head.append(script);
    // A script in the page itself has run by now.
    if (source === undefined) {
      if (typeof Plotly === "undefined") reject(new Error("plotly.js is not in this page"));
      else resolve();
    }
  });
}
