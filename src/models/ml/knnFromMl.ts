// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- the types travel with the importer, whatever the compiler is told to include
/// <reference path="./packages.d.ts" />
import type KNN from "ml-knn";
import type { MlKnnNode } from "ml-knn";
import type { Matrix } from "../../ground/index.ts";

/**
 * The training rows of the package's model and the class of each, in the order of its tree.
 * @throws RangeError if it has its own distance function
 */
export function knnFromMl({ kdTree, isEuclidean }: KNN): { readonly X: Matrix; readonly y: number[] } {
  if (!isEuclidean)
    throw new RangeError("the model has a distance of its own; only Euclidean distances are taken over");
  const points: (readonly number[])[] = [];
  const waiting: MlKnnNode[] = [kdTree.root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    points.push(node.obj);
    if (node.right) waiting.push(node.right);
    if (node.left) waiting.push(node.left);
  }
  const columns = points[0]!.length - 1;
  const data = new Float64Array(points.length * columns);
  points.forEach((point, row) => data.set(point.slice(0, columns), row * columns));
  return { X: { data, rows: points.length, columns }, y: points.map((point) => point[columns]!) };
}
