import { EigenvalueDecomposition, Matrix as MlMatrix } from "ml-matrix";

/**
 * Orders features so that correlated ones are adjacent: by the angle of their weights in the first two eigenvectors of the correlation
 * matrix, starting at the widest gap between two angles (Friendly, "Corrgrams", 2002).
 */
export function correlationOrder(correlations: readonly (readonly number[])[]): number[] {
  const size = correlations.length;
  if (size < 3) return [...correlations.keys()];
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(
    new MlMatrix(correlations.map((row) => [...row])),
    { assumeSymmetric: true },
  );
  const [first, second] = [...realEigenvalues.keys()].sort((a, b) => realEigenvalues[b]! - realEigenvalues[a]!) as [
    number,
    number,
  ];
  const angle = correlations.map((_, i) =>
    Math.atan2(eigenvectorMatrix.get(i, second), eigenvectorMatrix.get(i, first)),
  );
  const order = [...correlations.keys()].sort((a, b) => angle[a]! - angle[b]!);
  const gapBefore = (place: number): number => {
    const gap = angle[order[place]!]! - angle[order[(place + size - 1) % size]!]!;
    return place === 0 ? gap + 2 * Math.PI : gap;
  };
  const start = [...order.keys()].reduce((widest, place) => (gapBefore(place) > gapBefore(widest) ? place : widest), 0);
  return [...order.slice(start), ...order.slice(0, start)];
}
