import { EXTENSIONS, HEARING_SECONDS } from "../../audio/index.ts";
import { html, type Html } from "../../ground/index.ts";
import { UNKNOWN_REASONS } from "../hearing/hearingModel.ts";
import { calibrationInWords, knownRecordingInWords } from "../hearing/modelInWords.ts";
import type { JudgedClip } from "../predictionService.ts";
import type { ClipResponse, ModelCard } from "../schemas.ts";
import { clock, countOf, percent } from "./words.ts";

const SHOWN_GENRES = 4;
/** With this many segments, they are too narrow for gaps. */
const MANY_SEGMENTS = 40;

/** Where a music file is dropped or chosen. */
export function clipSection({ audio }: ModelCard): Html {
  if (audio.state === "off") return html``;
  const { megabytes, minutes, formats } = audio.limits;
  return html`<section aria-labelledby="clip-title">
<h2 id="clip-title">Try a music file</h2>
<form id="drop" class="drop" method="post" action="/classify" enctype="multipart/form-data">
<p><label for="file">Drop a music file here, or choose one</label></p>
<input id="file" name="file" type="file" required accept="audio/*,${EXTENSIONS.join(",")}" aria-describedby="file-limits">
<noscript><button type="submit">Send it</button></noscript>
<p id="file-limits" class="note">${formats.join(", ")}; up to ${megabytes} MB and ${minutes} minutes. It is analysed and forgotten: nothing of it is kept.</p>
</form>
<div id="clip" data-megabytes="${megabytes}"></div>
</section>`;
}

/** What a clip is taken for, what is heard in it and when, and how far that can be trusted. */
export function clipVerdict({ clip, picture }: JudgedClip): Html {
  const { unknown, genres, tags, nearest, segments, remarks, model } = clip;
  const likeliest = genres[0]!;
  const known = unknown === "silent" ? undefined : knownRecordingInWords(clip);
  const answer =
    unknown === undefined
      ? `Taken for ${likeliest.genre}, probability ${percent(likeliest.confidence)}.`
      : `No music that it knows: ${UNKNOWN_REASONS[unknown]}.`;
  return html`<div class="verdict" tabindex="-1" data-status="${answer}">
${
  unknown === undefined
    ? html`<h3>${likeliest.genre} <span>${percent(likeliest.confidence)}</span></h3>`
    : html`<h3>No music that it knows</h3>
<p class="strange">It gives no answer, as ${UNKNOWN_REASONS[unknown]}.${unknown !== "silent" && " If it is music all the same, it would say:"}</p>`
}
${unknown !== "silent" && genreList(genres)}
${known !== undefined && html`<p class="note">Note: ${known}.</p>`}
${remarks.map((remark) => html`<p class="note">${remark}.</p>`)}
${unknown !== "silent" && timeLine(segments, model.genres, picture)}
${
  unknown !== "silent" &&
  html`<h4>What it hears</h4>
<ul class="tags">${tags.map(({ tag, probability }) => html`<li>${tag} <small>${percent(probability)}</small></li>`)}</ul>
<h4>Nearest songs that it learnt from</h4>
<ol class="nearest">${nearest.map(
    ({ track, genre, artist, distance }) =>
      html`<li>${artist !== null && `${artist}, `}track ${track}: ${genre} <small>(distance ${distance.toFixed(1)})</small></li>`,
  )}</ol>`
}
<p class="honest">${model.words.replaceAll(" %", "\u00a0%")} ${calibrationInWords(model.calibrationError)}.</p>
</div>`;
}

function genreList(genres: ClipResponse["genres"]): Html {
  return html`<ol class="genres">${genres
    .slice(0, SHOWN_GENRES)
    .map(
      ({ genre, confidence }) =>
        html`<li><span>${genre}</span> <meter min="0" max="1" value="${confidence}" aria-hidden="true"></meter> <span>${percent(confidence)}</span></li>`,
    )}</ol>`;
}

/** The spectrogram above the genre of every 3 seconds. The page's script adds the visitor's file and makes the segments playable. */
function timeLine(
  segments: ClipResponse["segments"],
  genres: ClipResponse["model"]["genres"],
  picture: Uint8Array,
): Html {
  const colour = (genre: string): number => genres.indexOf(genre) % 12;
  const met = [...new Set(segments.map((segment) => segment.genres[0]!.genre))].sort();
  const length = segments.length * HEARING_SECONDS;
  return html`<h4>Every ${HEARING_SECONDS} seconds</h4>
<div class="timeline" data-seconds="${length}">
<div class="picture"><img src="data:image/png;base64,${Buffer.from(picture).toString("base64")}" alt="Spectrogram: time from left to right, 0 to 8 kHz from bottom to top on the mel scale; the lighter, the louder"></div>
<ol class="strip${segments.length > MANY_SEGMENTS && " many"}" aria-label="The likeliest genre of every ${HEARING_SECONDS} seconds">${segments.map(
    ({ from, genres: [first] }) =>
      html`<li class="g${colour(first!.genre)}" data-from="${from}" title="${clock(from)} ${first!.genre} ${percent(first!.confidence)}"><span class="hidden">${clock(from)} ${first!.genre} ${percent(first!.confidence)}</span></li>`,
  )}</ol>
<p class="ends" aria-hidden="true"><span>0:00</span><span>${clock(length)}</span></p>
</div>
<ul class="legend">${met.map((genre) => {
    const of = segments.filter((segment) => segment.genres[0]!.genre === genre).length;
    return html`<li class="g${colour(genre)}">${genre} <small>${of} of ${countOf(segments.length, "segment")}</small></li>`;
  })}</ul>`;
}
