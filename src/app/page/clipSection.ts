import type { ClipResponse, ModelCard } from "../schemas.ts";
import { SEGMENT_SECONDS } from "../segmentSeconds.ts";
import { html, type Html } from "../../ground/index.ts";
import { clock, count, countOf, percent } from "./words.ts";

const SHOWN_GENRES = 4;

/** Where a music file is dropped or chosen. */
export function clipSection({ audio }: ModelCard): Html {
  if (audio.state === "off") return html``;
  const { megabytes, minutes, formats } = audio.limits;
  return html`<section aria-labelledby="clip-title">
<h2 id="clip-title">Try a music file</h2>
<form id="drop" class="drop" method="post" action="/classify" enctype="multipart/form-data">
<p><label for="file">Drop a music file here, or choose one</label></p>
<input id="file" name="file" type="file" required accept="audio/*,.mp3,.wav,.aiff,.flac,.ogg,.opus" aria-describedby="file-limits">
<noscript><button type="submit">Send it</button></noscript>
<p id="file-limits" class="note">${formats.join(", ")}; up to ${megabytes} MB and ${minutes} minutes. It is analysed and forgotten: nothing of it is kept.</p>
</form>
<div id="clip" data-megabytes="${megabytes}"></div>
</section>`;
}

/** What a clip is taken for, and what that rests on. */
export function clipVerdict({ genres, segments, features, nearest, isStrange, model }: ClipResponse): Html {
  const likeliest = genres[0]!;
  const order = genres.map(({ genre }) => genre).sort();
  const times = segments.map(({ genre }) => genre);
  const agreeing = times.filter((genre) => genre === likeliest.genre).length;
  return html`<div class="verdict" tabindex="-1" data-status="Taken for ${likeliest.genre}, confidence ${percent(likeliest.confidence)}.">
<h3>${likeliest.genre} <span>${percent(likeliest.confidence)}</span></h3>
<ol class="genres">${genres
    .slice(0, SHOWN_GENRES)
    .map(
      ({ genre, confidence }) =>
        html`<li><span>${genre}</span> <meter min="0" max="1" value="${confidence}" aria-hidden="true"></meter> <span>${percent(confidence)}</span></li>`,
    )}</ol>
${
  isStrange &&
  html`<p class="strange">This is hardly music that the model knows: it is farther from every track that it learnt from than any of these is from the
others. It chooses a genre all the same, as it has no other answer.</p>`
}
<h4>Every ${SEGMENT_SECONDS} seconds</h4>
<ol class="strip" aria-label="The likeliest genre of every ${SEGMENT_SECONDS} seconds">${segments.map(
    ({ genre, confidence, from }) =>
      html`<li class="g${order.indexOf(genre) % 12}" title="${clock(from)} ${genre} ${percent(confidence)}"><span class="hidden">${clock(from)} ${genre} ${percent(confidence)}</span><span aria-hidden="true">${genre.slice(0, 3)}<br><small>${clock(from)}</small></span></li>`,
  )}</ol>
<p class="note">${agreeing} of ${countOf(segments.length, "segment")} ${agreeing === 1 ? "is" : "are"} taken for ${likeliest.genre} on their own.</p>
${
  features.length > 0 &&
  html`<h4>What the answer rests on</h4>
<div class="scroller" tabindex="0" role="region" aria-label="What the answer rests on"><table>
<thead><tr><th scope="col">Feature</th><th scope="col">This clip</th><th scope="col">Higher than</th><th scope="col">Without it</th></tr></thead>
<tbody>${features.map(
    ({ description, value, higherThan, weight }) =>
      html`<tr><th scope="row">${description}</th><td>${shortNumber(value)}</td><td>${percent(higherThan)}</td><td>−${(100 * weight).toFixed(1)} points</td></tr>`,
  )}</tbody></table></div>
<p class="note">“Higher than”: the share of the known tracks whose value is lower. “Without it”: how far the confidence in ${likeliest.genre} falls where this feature is made that of a middling track.</p>`
}
<h4>Nearest tracks that it learnt from</h4>
<ol class="nearest">${nearest.map(
    ({ track, genre, artist, distance }) =>
      html`<li>track ${track}${artist !== undefined && `, ${artist}`}: ${genre} <small>(distance ${distance.toFixed(1)})</small></li>`,
  )}</ol>
<p class="honest">The model knows ${countOf(model.tracks, "track")} (${model.data.title}). Of 3 seconds of a track that it has not heard it tells the genre
rightly in ${percent(model.accuracyByTrack)} of cases; guessing among ${count(model.genres)} genres is right in ${percent(1 / model.genres)}.</p>
</div>`;
}

/** Three significant digits, without an exponent where it can be. */
function shortNumber(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && size < 1e-4) return value.toExponential(1);
  if (size >= 1000) return count(Math.round(value));
  return String(Number(value.toPrecision(3)));
}
