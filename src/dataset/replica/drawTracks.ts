import { multiplyLower } from "./lowerTriangle.ts";
import { valueAtScore } from "./quantileCurve.ts";
import type { RandomStream } from "./randomStream.ts";
import type { GenreModel, ReplicaModel } from "./replicaModel.ts";

/** A track before its segments are drawn. */
export interface DrawnTrack {
  readonly genre: string;
  /** Numbered over all genres, from 0. */
  readonly artist: number;
  /** Values of the core features, then of the details, in the model's order. */
  readonly values: Float64Array;
}

/** The largest share of a style's variance that may lie within one artist's tracks. */
const MOST_WITHIN = 0.98;

/**
 * Draws the tracks of all genres, artist by artist: an artist has a style, a point of their own in it, and tracks around that point.
 * Artists of all genres are mixed, but an artist's tracks stay together, as in FMA's numbering.
 */
export function drawTracks(model: ReplicaModel, tracksPerGenre: number, random: RandomStream): DrawnTrack[] {
  const draw = trackDrawer(model, random);
  const left = model.genres.map(() => tracksPerGenre);
  const tracks: DrawnTrack[] = [];
  for (let artist = 0; tracks.length < tracksPerGenre * model.genres.length; artist++) {
    const index = random.pick(left);
    const genre = model.genres[index]!;
    const size = Math.min(1 + random.pick(genre.artistSizes), left[index]!);
    left[index]! -= size;
    for (const values of draw(genre, size)) tracks.push({ genre: genre.name, artist, values });
  }
  return tracks;
}

function trackDrawer(
  { core, details, curves, genres, artists, detailModel }: ReplicaModel,
  random: RandomStream,
): (genre: GenreModel, size: number) => Float64Array[] {
  const width = core.length;
  const curveOf = [...core, ...details].map((name) => curves[name]!);
  const factors = new Map(
    genres.flatMap(({ styles }) => styles).map((style) => [style, Float64Array.from(style.factor)]),
  );
  const detailFactor = Float64Array.from(detailModel.factor);
  const slopes = Float64Array.from(detailModel.slopes);
  const directions = Float64Array.from(artists.directions);
  const meanWithin = artists.within.reduce((sum, value) => sum + value, 0) / width;
  const normals = (length: number): Float64Array => {
    const drawn = new Float64Array(length);
    for (let i = 0; i < length; i++) drawn[i] = random.normal();
    return drawn;
  };

  return (genre, size) => {
    const style = genre.styles[random.pick(genre.styles.map(({ weight }) => weight))]!;
    const factor = artists.factors[Math.floor(random.uniform() * artists.factors.length)]!;
    // Along each direction the style's variance is 1: `within` of it between the artist's tracks, the rest between artists.
    const within = artists.within.map((value) => Math.min(value * factor, MOST_WITHIN));
    const place = normals(width).map((normal, i) => normal * Math.sqrt(1 - within[i]!));
    const detailWithin = Math.min(meanWithin * factor, MOST_WITHIN);
    const detailPlace = normals(details.length).map((normal) => normal * Math.sqrt(1 - detailWithin));

    return Array.from({ length: size }, () => {
      const along = normals(width);
      for (let i = 0; i < width; i++) along[i] = place[i]! + along[i]! * Math.sqrt(within[i]!);
      const turned = new Float64Array(width);
      for (let i = 0; i < width; i++) {
        let sum = 0;
        for (let j = 0; j < width; j++) sum += directions[i * width + j]! * along[j]!;
        turned[i] = sum;
      }
      const scores = new Float64Array(width + details.length);
      multiplyLower(factors.get(style)!, turned, scores);
      for (let i = 0; i < width; i++) scores[i]! += style.mean[i]!;

      const noise = normals(details.length);
      for (let i = 0; i < details.length; i++) noise[i] = detailPlace[i]! + noise[i]! * Math.sqrt(detailWithin);
      const unexplained = new Float64Array(details.length);
      multiplyLower(detailFactor, noise, unexplained);
      for (let i = 0; i < details.length; i++) {
        let score = detailModel.intercept[i]! + unexplained[i]!;
        for (let j = 0; j < width; j++) score += slopes[i * width + j]! * scores[j]!;
        scores[width + i] = score;
      }
      for (let i = 0; i < scores.length; i++) scores[i] = valueAtScore(curveOf[i]!, scores[i]!);
      return scores;
    });
  };
}
