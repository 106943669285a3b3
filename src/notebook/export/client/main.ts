import { startCharts } from "./charts.ts";
import { startContents } from "./contents.ts";
import { startDownloads } from "./downloads.ts";
import { startFolding, startReveal } from "./folding.ts";
import { startLists } from "./lists.ts";
import { startScrollers } from "./scrollers.ts";
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
