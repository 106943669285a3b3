import { html, type Html, raw } from "../../ground/index.ts";
import { katexStyles, pageScript, pageStyles, plotlyScript } from "./assetFiles.ts";
import type { PageOptions } from "./options.ts";

/** What a page loads: styles in its head, scripts at its end. */
export interface PageAssets {
  readonly head: Html;
  readonly tail: Html;
}

/** What a page holds that takes more than our own styles and script. */
export interface PageNeeds {
  readonly charts: boolean;
  readonly maths: boolean;
}

/** Links to the files that `writeAssets` writes or, for a standalone page, the files themselves. */
export async function pageAssets(needs: PageNeeds, options: PageOptions): Promise<PageAssets> {
  return options.standalone === true ? inlined(needs) : linked(needs, options.assets ?? "assets");
}

function linked({ charts, maths }: PageNeeds, folder: string): PageAssets {
  const style = (file: string): Html => html`<link rel="stylesheet" href="${folder}/${file}">\n`;
  const script = (file: string): Html => html`<script defer src="${folder}/${file}"></script>\n`;
  return {
    head: html`${maths && style("katex/katex.css")}${style("page.css")}${script("page.js")}${charts && script("plotly.js")}`,
    tail: html``,
  };
}

async function inlined({ charts, maths }: PageNeeds): Promise<PageAssets> {
  const style = (text: string): Html => raw(`<style>\n${text.replace(/<\/(?=style)/gi, "<\\/")}</style>\n`);
  // At the end of the page, for the reader to see it before 5 MB of scripts are parsed.
  const script = (text: string): Html =>
    raw(`<script>\n${text.replace(/<\/(?=script)/gi, "<\\/").replace(/<!--/g, "\\x3c!--")}\n</script>\n`);
  return {
    head: html`${maths && style(await katexStyles())}${style(await pageStyles())}`,
    tail: html`${script(await pageScript())}${charts && script(await plotlyScript())}`,
  };
}
