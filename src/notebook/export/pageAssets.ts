import { html, type Html, raw } from "../../ground/index.ts";
import { katexStyles, pageScript, pageStyles, plotlyScript } from "./assetFiles.ts";
import type { PageOptions } from "./options.ts";

/** What a page loads: styles in its head, scripts at its end. */
export interface PageAssets {
  readonly head: Html;
  readonly tail: Html;
}

/** What a page contains that needs more than our own styles and script. */
export interface PageNeeds {
  /** Whether Plotly may be wanted (`still`) or has to draw (`live`); undefined without charts. */
  readonly charts: "still" | "live" | undefined;
  readonly maths: boolean;
}

/** Links to the files that `writeAssets` writes or, for a standalone page, the files themselves. */
export async function pageAssets(needs: PageNeeds, options: PageOptions): Promise<PageAssets> {
  return options.standalone === true || options.sanitize === true
    ? inlined(needs)
    : linked(needs, options.assets ?? "assets");
}

function linked({ charts, maths }: PageNeeds, folder: string): PageAssets {
  const style = (file: string): Html => html`<link rel="stylesheet" href="${folder}/${file}">\n`;
  const script = (file: string): Html => html`<script defer src="${folder}/${file}"></script>\n`;
  return {
    head: html`${maths && style("katex/katex.css")}${style("page.css")}${script("page.js")}${charts === "live" && script("plotly.js")}`,
    tail:
      charts === "still"
        ? html`<script type="text/plain" id="plotly" data-src="${folder}/plotly.js"></script>\n`
        : html``,
  };
}

async function inlined({ charts, maths }: PageNeeds): Promise<PageAssets> {
  const style = (text: string): Html => raw(`<style>\n${text.replace(/<\/(?=style)/gi, "<\\/")}</style>\n`);
  // At the end of the page, so that the reader sees it before 5 MB of scripts are parsed.
  const script = (text: string, attributes = ""): Html =>
    raw(`<script${attributes}>\n${text.replace(/<\/(?=script)/gi, "<\\/").replace(/<!--/g, "\\x3c!--")}\n</script>\n`);
  // Stored as plain text, it costs nothing until it is asked for.
  const waiting = charts === "still" ? ' type="text/plain" id="plotly"' : "";
  return {
    head: html`${maths && style(await katexStyles())}${style(await pageStyles())}`,
    tail: html`${script(await pageScript())}${charts && script(await plotlyScript(), waiting)}`,
  };
}
