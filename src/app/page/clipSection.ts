import { HEARING_SECONDS } from "../../audio/index.ts";
import { html, type Html } from "../../ground/index.ts";
import type { ClipResponse, ModelCard } from "../schemas.ts";
import type { Picture } from "../upload/analyserMessages.ts";
import { clock, count, countOf, percent } from "./words.ts";

const SHOWN_GENRES = 4;

/** Why a recording is not answered for. */
const REASONS: Readonly<Record<NonNullable<ClipResponse["unknown"]>, string>> = {
  silent: "There is nothing to hear in it.",
  unchanging: "Nothing changes in it from one 3 seconds to the next.",
  strange: "It sounds like none of the songs that the model has learnt from.",
};

/** Where a music file is dropped or chosen. */
export function clipSection({ audio }: ModelCard): Html {
  if (audio.state === "off") return html``;
  const { megabytes, minutes, formats } = audio.limits;
  return html`<section aria-labelledby="clip-title">
<h2 id="clip-title">Try a music file</h2>
<form id="drop" class="drop" method="post" action="/classify" enctype="multipart/form-data">
<p><label for="file">Drop a music file here, or choose one</label></p>
<input id="file" name="file" type="file" required accept="audio/*,.mp3,.wav,.aiff,.au,.caf,.flac,.ogg,.opus" aria-describedby="file-limits">
<noscript><button type="submit">Send it</button></noscript>
<p id="file-limits" class="note">${formats.join(", ")}; up to ${megabytes} MB and ${minutes} minutes. It is analysed and forgotten: nothing of it is kept.</p>
</form>
<div id="clip" data-megabytes="${megabytes}"></div>
</section>`;
}

/** What a recording is taken for, or that it is no music that the model knows, and what that rests on. */
export function clipVerdict(clip: ClipResponse, picture?: Picture): Html {
  const { genres, segments, tags, nearest, unknown, model } = clip;
  const likeliest = genres[0]!;
  const answer = unknown === undefined ? likeliest.genre : "No music that I know";
  const status = unknown === undefined ? `Taken for ${answer}, ${percent(likeliest.confidence)}.` : `${answer}.`;
  const shown = html`<ol class="genres">${genres
    .slice(0, SHOWN_GENRES)
    .map(
      ({ genre, confidence }) =>
        html`<li><span>${genre}</span> <meter min="0" max="1" value="${confidence}" aria-hidden="true"></meter> <span>${percent(confidence)}</span></li>`,
    )}</ol>`;
  return html`<div class="verdict" tabindex="-1" data-status="${status}">
<h3>${answer}${unknown === undefined && html` <span>${percent(likeliest.confidence)}</span>`}</h3>
${unknown === undefined ? shown : html`<p class="strange">${REASONS[unknown]}</p>`}
${unknown !== undefined && unknown !== "silent" && html`<details><summary>If it is music</summary>${shown}</details>`}
${picture && player(picture)}
${unknown !== "silent" && timeLine(segments, likeliest.genre, genres)}
${
  unknown !== "silent" &&
  html`<h4>What the network hears</h4>
<p class="tags">${tags.map(({ tag, probability }) => html`<span>${tag} <small>${percent(probability)}</small></span> `)}</p>
<h4>Nearest songs that it learnt from</h4>
<ol class="nearest">${nearest.map(
    ({ track, genre, artist, distance }) =>
      html`<li>track ${track}${artist !== null && `, ${artist}`}: ${genre} <small>(distance ${distance.toFixed(1)})</small></li>`,
  )}</ol>`
}
${trust(model)}
</div>`;
}

function timeLine(segments: ClipResponse["segments"], genre: string, genres: ClipResponse["genres"]): Html {
  const order = genres.map((one) => one.genre).sort();
  const agreeing = segments.filter((segment) => segment.genre === genre).length;
  return html`<h4>Every ${HEARING_SECONDS} seconds</h4>
<ol class="strip" aria-label="The likeliest genre of every ${HEARING_SECONDS} seconds">${segments.map(
    ({ genre: own, confidence, from }) =>
      html`<li class="g${order.indexOf(own) % 12}" data-from="${from}" title="${clock(from)} ${own} ${percent(confidence)}"><span class="hidden">${clock(from)} ${own} ${percent(confidence)}</span><span aria-hidden="true">${own.slice(0, 3)}<br><small>${clock(from)}</small></span></li>`,
  )}</ol>
<p class="note">${agreeing} of ${countOf(segments.length, "segment")} ${agreeing === 1 ? "is" : "are"} taken for ${genre} on their own.</p>`;
}

/** Where the page's script plays the visitor's own file over its spectrogram; the sound itself never comes from here. */
function player({ columns, bands, data }: Picture): Html {
  const cells = Buffer.from(data).toString("base64");
  return html`<div class="player" data-columns="${columns}" data-bands="${bands}" data-cells="${cells}" hidden>
<canvas role="img" aria-label="Spectrogram: time from left to right, low sounds at the bottom, loud ones bright"></canvas>
<audio controls></audio>
</div>`;
}

/** Which model answers, from what it learnt, and how far it can be trusted. */
function trust({
  name,
  songs,
  genres,
  apart,
  accuracy,
  interval,
  calibrationError,
  refused,
}: ClipResponse["model"]): Html {
  const unmet = apart === "artist" ? "songs by artists that it has not met" : "songs that it has not met";
  return html`<p class="honest">A network (MSD_musicnn) that was trained on other music hears the file; the model on top of it learnt ${count(genres.length)} genres
from ${countOf(songs, "song")} (${name}). Of ${unmet} it names the genre rightly in ${percent(accuracy)} of cases (95 % interval ${percent(interval[0]!)} to
${percent(interval[1]!)}); guessing is right in ${percent(1 / genres.length, 1)}. Its probabilities are off by ${(100 * calibrationError).toFixed(0)} points on average, and ${percent(refused, 1)} of songs
it takes for no music that it knows.</p>`;
}
