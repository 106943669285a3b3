import { startCharts } from "./charts.ts";
import { startContents } from "./contents.ts";
import { startDownloads } from "./downloads.ts";
import { startFolding, startReveal } from "./folding.ts";
import { startLists } from "./lists.ts";
import { startTheme } from "./theme.ts";

function start(): void {
  const charts = startCharts();
  startTheme(() => void charts.retheme());
  startFolding();
  startContents();
  startLists();
  startDownloads();
  startScrollers();
  startReveal();
}

// Every deferred script, including Plotly, has run by then.
if (document.readyState === "complete") start();
else document.addEventListener("DOMContentLoaded", start);

/** Makes scrollable parts reachable by keyboard: wide tables, long outputs, code. Only if they overflow. */
function startScrollers(): void {
  const fit = (element: Element): void => {
    const scrolls = element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight;
    if (scrolls) element.setAttribute("tabindex", "0");
    else element.removeAttribute("tabindex");
  };
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) fit(target);
  });
  for (const element of document.querySelectorAll("main pre, .table-scroll, .formula")) observer.observe(element);
}
