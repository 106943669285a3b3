import type * as PlotlyModule from "plotly.js";

declare const Plotly: typeof PlotlyModule | undefined;

let loading: Promise<void> | undefined;

/** Loads Plotly once, from beside the page or from the page itself, where it is stored as plain text. Fails if it isn't there. */
export function loadPlotly(): Promise<void> {
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
