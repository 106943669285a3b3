import { artistDrawer } from "../../src/dataset/replica/drawTracks.ts";
import { RandomStream } from "../../src/dataset/replica/randomStream.ts";
import { mean, type Rows, weightedMean } from "./matrixRows.ts";

const SEED = 1;
const STEP = 0.05;
const MOST = 1;

/**
 * How much further from their artist's place some tracks lie than others: the standard deviation of the logarithm of a factor of the variance
 * under which drawn artists have tracks whose distances from their middle differ as much as real ones do.
 * @param artists the tracks of each artist, several each, in their style's coordinates
 * @param within the variances of an artist's tracks along the directions of `fitArtists`
 */
export function fitOddness(artists: readonly Rows[], within: readonly number[]): number {
  const observed = mean(artists.map(unevenness));
  const misfits = Array.from({ length: Math.round(MOST / STEP) + 1 }, (_, i) =>
    Math.abs(mean(drawAlike(artists, within, i * STEP).map(unevenness)) - observed),
  );
  return misfits.indexOf(Math.min(...misfits)) * STEP;
}

/** Artists of the same numbers of tracks, all of one spread. */
export function drawAlike(artists: readonly Rows[], within: readonly number[], oddness: number): Rows[] {
  const random = new RandomStream(SEED);
  return artists.map(({ length }) => {
    const track = artistDrawer({ within, between: within, oddness }, { spread: 1, place: 0 }, random);
    return Array.from({ length }, track);
  });
}

/** The standard deviation of the logarithms of the tracks' squared distances from their middle. */
function unevenness(rows: Rows): number {
  const centre = weightedMean(rows);
  return deviation(rows.map((row) => Math.log(row.reduce((sum, value, i) => sum + (value - centre[i]!) ** 2, 0))));
}

/** The standard deviation of numbers. */
export function deviation(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
}
