import { MODEL_WORDS } from "../draw/modelWords.ts";
import type { DrawResponse, ModelCard } from "../schemas.ts";
import { html, type Html } from "../../ground/index.ts";
import { count, countOf, percent } from "./words.ts";

/** The drawn records with their predictions, their classification report, and how to interpret it. */
export function drawSection(draw: DrawResponse, card: ModelCard, rowNoun: string): Html {
  const { label } = MODEL_WORDS[draw.model];
  const total = draw.records.length;
  return html`<section id="draw" aria-labelledby="draw-title" tabindex="-1" data-seed="${draw.seed}" data-link="${draw.link}"
  data-status="${countOf(total, "record")} drawn, ${draw.right} predicted rightly.">
<h2 id="draw-title">${label} model predictions</h2>
<p class="score"><strong>${draw.right} of ${total} right</strong> <span>(${percent(draw.right / total)})</span>
<a class="link" href="${draw.link}">Link to this draw</a></p>
<div class="scroller" tabindex="0" role="region" aria-label="Predictions"><table class="predictions">
<caption class="hidden">${countOf(total, "held-out record")}, predicted by ${label}</caption>
<thead><tr><th scope="col">Record</th><th scope="col">Prediction</th><th scope="col">Actual</th><th scope="col">Conf<span class="long">idence</span></th><th scope="col">Result</th></tr></thead>
<tbody>${draw.records.map(recordRow)}</tbody></table></div>
<p class="note">A record’s number is its place in the hold-out; confidence is ${MODEL_WORDS[draw.model].confidence}.</p>
<h3>Classification report</h3>
${reportTable(draw.report)}
${honestSentence(draw, card, rowNoun)}
</section>`;
}

function recordRow({ row, filename, predicted, actual, confidence, right }: DrawResponse["records"][number]): Html {
  return html`<tr class="${right ? "right" : "wrong"}"><th scope="row">${row} <span class="file">${filename}</span></th>
<td>${predicted}</td><td>${actual}</td>
<td class="confidence"><meter min="0" max="1" value="${confidence}" aria-hidden="true"></meter> ${percent(confidence)}</td>
<td class="result">${right ? "✓ right" : "✗ wrong"}</td></tr>`;
}

function reportTable({ classes, accuracy, macroAvg, weightedAvg, support }: DrawResponse["report"]): Html {
  const fixed = (value: number): string => value.toFixed(2);
  const line = (name: string, scores: typeof macroAvg, rows: number): Html =>
    html`<tr><th scope="row">${name}</th><td>${fixed(scores.precision)}</td><td>${fixed(scores.recall)}</td><td>${fixed(scores.f1Score)}</td><td>${rows}</td></tr>`;
  return html`<div class="scroller" tabindex="0" role="region" aria-label="Classification report"><table class="report">
<caption class="hidden">Precision, recall and F1 score of the drawn records</caption>
<thead><tr><th scope="col">Genre</th><th scope="col">precision</th><th scope="col">recall</th><th scope="col">f1-score</th><th scope="col">support</th></tr></thead>
<tbody>${classes.map((scores) => line(scores.label, scores, scores.support))}</tbody>
<tbody class="averages"><tr><th scope="row">accuracy</th><td></td><td></td><td>${fixed(accuracy)}</td><td>${support}</td></tr>
${line("macro avg", macroAvg, support)}${line("weighted avg", weightedAvg, support)}</tbody></table></div>`;
}

/** What the draw stands for: all held-out rows, and those of tracks the model has never seen. */
function honestSentence({ model, holdOut, data }: DrawResponse, card: ModelCard, rowNoun: string): Html {
  const { byRow, byTrack } = holdOut;
  const { label } = MODEL_WORDS[model];
  const tally = card.models.find(({ id }) => id === model)!.drawn;
  const met =
    byRow.metShare > 0
      ? html`, but ${percent(byRow.metShare, byRow.metShare > 0.995 ? 1 : 0)} of these come from tracks of which it learnt other parts`
      : html``;
  const music = data.isMusic ? "" : "drawn ";
  return html`<p class="honest">On all ${countOf(byRow.rows, `held-out ${rowNoun}`)} ${label} is right for <strong>${percent(byRow.accuracy, 1)}</strong>${met};
on ${rowNoun}s of ${music}tracks that it has never met it is right for <strong>${percent(byTrack.accuracy, 1)}</strong>, where always guessing
the most frequent genre is right for ${percent(card.data.chance, 1)}.</p>
${
  tally.draws > 0 &&
  html`<p class="note">All draws of ${label} on this page so far: ${count(tally.right)} of ${countOf(tally.records, "record")} right (${percent(tally.right / tally.records, 1)}), in ${countOf(tally.draws, "draw")}.</p>`
}`;
}
