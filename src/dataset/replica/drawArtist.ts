import type { RandomStream } from "./randomStream.ts";
import type { ArtistKind, ReplicaModel } from "./replicaModel.ts";

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
