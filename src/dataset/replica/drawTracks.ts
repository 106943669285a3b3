import { multiplyLower } from "./lowerTriangle.ts";
import { scoreOfValue, valueAtScore } from "./quantileCurve.ts";
import type { RandomStream } from "./randomStream.ts";
import type { ArtistKind, GenreModel, ReplicaModel } from "./replicaModel.ts";

/** A track before its segments are drawn. */
export interface DrawnTrack {
  readonly genre: string;
  /** Numbered over all genres, from 0. */
  readonly artist: number;
  /** Values of the core features, then of the details, in the model's order. */
  readonly values: Float64Array;
}

/**
 * Draws the tracks of all genres, artist by artist: an artist has a style, a point of their own in it, and tracks around that point.
 * Artists of all genres are mixed, but an artist's tracks stay together, as in FMA's numbering.
 */
export function drawTracks(model: ReplicaModel, tracksPerGenre: number, random: RandomStream): DrawnTrack[] {
  const draw = trackDrawer(model, random);
  const left = model.genres.map(() => tracksPerGenre);
  const nextSize = model.genres.map(({ artistSizes }) => sizeDealer(artistSizes, random));
  const tracks: DrawnTrack[] = [];
  for (let artist = 0; tracks.length < tracksPerGenre * model.genres.length; artist++) {
    const index = random.pick(left);
    const genre = model.genres[index]!;
    const size = Math.min(nextSize[index]!(), left[index]!);
    left[index]! -= size;
    for (const values of draw(genre, size)) tracks.push({ genre: genre.name, artist, values });
  }
  return tracks;
}

/** A track whose core features are known. */
export interface KnownTrack {
  readonly genre: string;
  /** Tracks of the same number are by one artist; numbered from 0. */
  readonly artist: number;
  /** Values of the core features, in the model's order. */
  readonly core: Float64Array;
}

/**
 * Draws only what the core features leave open, for tracks whose own are known: their other features, and how their segments vary. Beside the
 * real ones it shows what this part of the model does to music, whatever genres of drawn tracks are like.
 */
export function drawDetails(model: ReplicaModel, known: readonly KnownTrack[], random: RandomStream): DrawnTrack[] {
  const { core, details, curves, artists } = model;
  const artistDetails = detailDrawer(model, random);
  const sizes = new Map<number, number>();
  for (const { artist } of known) sizes.set(artist, (sizes.get(artist) ?? 0) + 1);
  const drawers = new Map(
    Array.from(sizes, ([artist, size]) => [artist, artistDetails(pickKind(artists, size, random))] as const),
  );
  return known.map((track) => {
    const values = new Float64Array(core.length + details.length);
    core.forEach((name, i) => (values[i] = scoreOfValue(curves[name]!, track.core[i]!)));
    drawers.get(track.artist)!(values);
    details.forEach((name, i) => (values[core.length + i] = valueAtScore(curves[name]!, values[core.length + i]!)));
    values.set(track.core);
    return { genre: track.genre, artist: track.artist, values };
  });
}

/** Deals out how many tracks the next artist has: as often as in the genre, so that its few large artists are there once in a thousand tracks. */
function sizeDealer(artistSizes: readonly number[], random: RandomStream): () => number {
  let left: number[] = [];
  return () => {
    if (left.every((artists) => artists === 0)) left = [...artistSizes];
    const index = random.pick(left);
    left[index]!--;
    return index + 1;
  };
}

function trackDrawer(model: ReplicaModel, random: RandomStream): (genre: GenreModel, size: number) => Float64Array[] {
  const { core, details, curves, genres, strays, artists } = model;
  const width = core.length;
  const curveOf = [...core, ...details].map((name) => curves[name]!);
  const factors = new Map(
    genres.flatMap(({ styles }) => styles).map((style) => [style, Float64Array.from(style.factor)]),
  );
  const directions = Float64Array.from(artists.directions);
  const artistDetails = detailDrawer(model, random);

  return (genre, size) => {
    const { styles } = random.uniform() < strays ? genres[Math.floor(random.uniform() * genres.length)]! : genre;
    const style = styles[random.pick(styles.map(({ weight }) => weight))]!;
    const kind = pickKind(artists, size, random);
    const drawPlace = artistDrawer(artists, kind, random);
    const addDetails = artistDetails(kind);

    return Array.from({ length: size }, () => {
      const along = drawPlace();
      const turned = new Float64Array(width);
      for (let i = 0; i < width; i++) {
        let sum = 0;
        for (let j = 0; j < width; j++) sum += directions[i * width + j]! * along[j]!;
        turned[i] = sum;
      }
      const scores = new Float64Array(width + details.length);
      multiplyLower(factors.get(style)!, turned, scores);
      for (let i = 0; i < width; i++) scores[i]! += style.mean[i]!;
      addDetails(scores);
      for (let i = 0; i < scores.length; i++) scores[i] = valueAtScore(curveOf[i]!, scores[i]!);
      return scores;
    });
  };
}

/** One of the kinds of artists who have so many tracks. */
function pickKind({ few, kinds }: ReplicaModel["artists"], size: number, random: RandomStream): ArtistKind {
  const own = kinds[size <= few ? 0 : 1];
  return own[Math.floor(random.uniform() * own.length)]!;
}

/** For each artist, and then for each of the artist's tracks, writes the scores of the details behind those of the core features. */
function detailDrawer(
  { core, details, detailModel }: ReplicaModel,
  random: RandomStream,
): (kind: ArtistKind) => (scores: Float64Array) => void {
  const width = core.length;
  const detailFactor = Float64Array.from(detailModel.factor);
  const slopes = Float64Array.from(detailModel.slopes);
  const normals = (): Float64Array => {
    const drawn = new Float64Array(details.length);
    for (let i = 0; i < drawn.length; i++) drawn[i] = random.normal();
    return drawn;
  };

  return (kind) => {
    // What the core features leave of a detail is a bell whatever the artist; how alike an artist's tracks are in it is taken from the core.
    const within = kind.spread / (kind.spread + kind.place);
    const detailPlace = normals().map((normal) => normal * Math.sqrt(1 - within));

    return (scores) => {
      const noise = normals();
      for (let i = 0; i < details.length; i++) noise[i] = detailPlace[i]! + noise[i]! * Math.sqrt(within);
      const unexplained = new Float64Array(details.length);
      multiplyLower(detailFactor, noise, unexplained);
      for (let i = 0; i < details.length; i++) {
        let score = detailModel.intercept[i]! + unexplained[i]!;
        for (let j = 0; j < width; j++) score += slopes[i * width + j]! * scores[j]!;
        scores[width + i] = score;
      }
    };
  };
}

/**
 * Draws an artist's place, and then one track after the other around it. Artists have directions of their own along which their tracks differ most,
 * and some tracks are odd: they lie further away than others.
 * @returns draws the next track: where it lies along each of the model's directions, where the style's covariance is the identity
 */
export function artistDrawer(
  { within, between, oddness }: Pick<ReplicaModel["artists"], "within" | "between" | "oddness">,
  { spread, place }: ArtistKind,
  random: RandomStream,
): () => Float64Array {
  const centre = Float64Array.from(between, (variance) => random.normal() * Math.sqrt(variance * place));
  // Half the sum of two squared normal values is exponential, with mean 1.
  const own = Float64Array.from(within, (variance) =>
    Math.sqrt((variance * (random.normal() ** 2 + random.normal() ** 2)) / 2),
  );
  return () => {
    const deviation = Math.sqrt(spread * Math.exp(oddness * random.normal() - oddness ** 2 / 2));
    return centre.map((middle, i) => middle + random.normal() * own[i]! * deviation);
  };
}
