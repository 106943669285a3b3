import type { ModelId } from "../../models/index.ts";
import type { JudgedClip } from "../predictionService.ts";
import { type DrawResponse, type ModelCard, MOST_RECORDS, USUAL_RECORDS } from "../schemas.ts";
import { clipSection, clipVerdict } from "./clipSection.ts";
import { drawSection } from "./drawSection.ts";
import { html, type Html } from "../../ground/index.ts";
import type { PageAssets } from "./pageAssets.ts";
import { countOf, percent } from "./words.ts";

export interface PageContent {
  readonly draw: DrawResponse;
  readonly card: ModelCard;
  /** What a record is: "segment" or "clip". */
  readonly rowNoun: string;
  readonly assets: PageAssets;
}

/** The prediction page. */
export function predictionPage({ draw, card, rowNoun, assets }: PageContent): string {
  return documentOf(
    "Song Genre Prediction",
    assets,
    html`<header><h1>Song Genre Prediction</h1>
<p class="lead">Random records that were held out from training, their genre as a model predicts it, and their actual genre.</p>
<p class="data${!draw.data.isMusic && " not-music"}"><strong>Data: ${draw.data.title}.</strong> ${draw.data.description}</p></header>
<main>
${controls(draw.model, draw.records.length, card)}
<p id="status" role="status" class="hidden"></p>
${drawSection(draw, card, rowNoun)}
${clipSection(card)}
${aboutSection(card)}
</main>`,
  );
}

/** An error page for visitors. */
export function problemPage(title: string, detail: string, assets: PageAssets): string {
  return documentOf(
    title,
    assets,
    html`<header><h1>${title}</h1></header><main><p>${detail}</p><p><a href="/">To the page</a></p></main>`,
  );
}

/** The verdict on a file sent by the form, for browsers without JavaScript. */
export function verdictPage(name: string, judged: JudgedClip, assets: PageAssets): string {
  return documentOf(
    "What the file is taken for",
    assets,
    html`<header><h1>Song Genre Prediction</h1></header>
<main><section aria-labelledby="clip-title"><h2 id="clip-title">${name || "Your file"}</h2>${clipVerdict(judged)}</section>
<p><a href="/">To the page</a></p></main>`,
  );
}

function documentOf(title: string, { styles, script }: PageAssets, body: Html): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${styles.path}">
<script defer src="${script.path}"></script>
</head>
<body>
${body}
</body>
</html>
`.text;
}

function controls(model: ModelId, size: number, card: ModelCard): Html {
  return html`<form id="controls" class="controls" method="get" action="/">
<label for="n">Records <input id="n" name="n" type="number" min="1" max="${MOST_RECORDS}" value="${size || USUAL_RECORDS}" required></label>
<fieldset><legend>Model</legend>${card.models.map(
    ({ id, label, title, state }) =>
      html`<label title="${title}"><input type="radio" name="model" value="${id}"${id === model && " checked"}${state !== "ready" && " disabled"}> ${label}${state !== "ready" && html` <small>(${WAITING[state]})</small>`}</label>`,
  )}</fieldset>
<button type="submit">Click to Update</button>
</form>`;
}

function aboutSection(card: ModelCard): Html {
  const { data, models } = card;
  return html`<section aria-labelledby="about-title" class="about">
<h2 id="about-title">About the models</h2>
<div class="scroller" tabindex="0" role="region" aria-label="The models"><table>
<thead><tr><th scope="col">Model</th><th scope="col">random rows</th><th scope="col">by track</th></tr></thead>
<tbody>${models.map(
    ({ label, title, state, holdOut }) =>
      html`<tr><th scope="row">${label} <small>${title}</small></th>${
        holdOut
          ? html`<td>${percent(holdOut.byRow.accuracy, 1)}</td><td>${percent(holdOut.byTrack.accuracy, 1)}</td>`
          : html`<td colspan="2">${WAITING[state]}</td>`
      }</tr>`,
  )}</tbody></table></div>
<p>Trained on ${countOf(data.trainRows, "row")} of ${countOf(data.rows, "row")} from ${countOf(data.tracks, "track")} in ${countOf(data.genres.length, "genre")}; accuracy on what was held out.</p>
<ul>${card.limits.map((limit) => html`<li>${limit}</li>`)}</ul>
<p>For programs: <a href="/api/draw">/api/draw</a>, <a href="/api/model">/api/model</a>, <code>POST /api/classify</code>, described in <a href="/openapi.json">/openapi.json</a>.</p>
</section>`;
}

const WAITING: Readonly<Record<ModelCard["models"][number]["state"], string>> = {
  ready: "ready",
  waiting: "being trained",
  training: "being trained",
  failed: "could not be trained",
  off: "not offered",
};
