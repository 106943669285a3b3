import type { HearingModel } from "../../app/index.ts";
import { html, type Html, paletteStyles, raw } from "../../ground/index.ts";

export interface TrainingPage {
  /** The model's file. */
  readonly name: string;
  readonly model: Pick<HearingModel, "genres" | "learntFrom" | "heldOut">;
  /** What the terminal shows about the model and each genre. */
  readonly report: readonly string[];
  /** Where the artists came from, in a sentence. */
  readonly credits: string;
  /** Warnings about the songs. */
  readonly warnings: readonly string[];
  /** Files that were not used for training, and why. */
  readonly skipped: readonly string[];
}

const STYLES = raw(`
${paletteStyles()}body { margin: 0 auto; max-width: 64rem; padding: 1rem; background: var(--ground); color: var(--text); font: 1.0625rem/1.55 system-ui, sans-serif; }
h1 { overflow-wrap: anywhere; line-height: 1.2; }
.scroller { overflow-x: auto; }
table { border-collapse: collapse; font-size: 0.9375rem; font-variant-numeric: tabular-nums; white-space: nowrap; }
th, td { padding: 0.35rem 0.6rem; border: 1px solid var(--line); text-align: right; }
th[scope="row"], th:first-child { text-align: left; }
td { background: color-mix(in srgb, var(--accent) calc(var(--share) * 60%), transparent); }
td.right { font-weight: 700; }
td.none { color: var(--muted); }
@media (max-width: 48rem) {
  table { font-size: 0.8125rem; }
  th, td { padding: 0.3rem 0.2rem; }
  thead th:not(:first-child) { writing-mode: vertical-rl; vertical-align: bottom; text-align: left; line-height: 1.2; transform: rotate(180deg); }
}
li { overflow-wrap: anywhere; }
`);

/** The training report to keep beside the model: how good it is, what it confuses, and what was wrong with the songs. */
export function trainingPage({ name, model, report, credits, warnings, skipped }: TrainingPage): string {
  const { genres, learntFrom, heldOut } = model;
  // Keeps a number and its per cent sign on one line.
  const [first, second, ...rest] = report.map((line) => line.replaceAll(" %", "\u00a0%"));
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${name}</title>
<link rel="icon" href="data:,">
<style>${STYLES}</style>
</head>
<body>
<main>
<h1>${name}</h1>
<p>${first} ${credits}</p>
<p><strong>${second}</strong></p>
<p>${rest.at(-1)}</p>
${list("What to know of the songs", warnings)}
<h2>What is taken for what</h2>
<p>Each line is a genre, each column what its songs were taken for by a model that had not met
${learntFrom.apart === "artist" ? "their artist or album" : "them"}. On the diagonal stands what is right.</p>
<div class="scroller" tabindex="0" role="region" aria-label="What is taken for what"><table>
<thead><tr><th scope="col">Genre</th>${genres.map((genre) => html`<th scope="col">${genre}</th>`)}<th scope="col">Right</th></tr></thead>
<tbody>${heldOut.confusion.map((row, i) => confusionRow(genres[i]!, row, i))}</tbody>
</table></div>
${list("Files that were left out", skipped)}
</main>
</body>
</html>
`.text;
}

function confusionRow(genre: string, row: readonly number[], right: number): Html {
  const songs = row.reduce((sum, count) => sum + count);
  return html`<tr><th scope="row">${genre}</th>${row.map(
    (count, k) =>
      html`<td${k === right ? raw(' class="right"') : count === 0 && raw(' class="none"')} style="--share: ${(count / songs).toFixed(3)}">${count}</td>`,
  )}<th scope="row">${Math.round((100 * row[right]!) / songs)}\u00a0%</th></tr>
`;
}

function list(title: string, lines: readonly string[]): Html {
  if (lines.length === 0) return html``;
  return html`<h2>${title}</h2><ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
}
