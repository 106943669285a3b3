// A query's k nearest rows so far, in a heap with the farthest one at the root, and the limit they set on the integer distances that
// are still worth considering.

/** The limit while fewer than k rows are known: above every integer distance. */
export const NO_LIMIT: i32 = i32.MAX_VALUE - 1;

let rowsAt: usize = 0;
let features: i32 = 0;
let scaleFactor: f64 = 0;
let query: usize = 0;
let slack: f64 = 0;
let heapDistances: usize = 0;
let heapIndices: usize = 0;
let found: i32 = 0;

/** The number of neighbours requested. */
export let neighbors: i32 = 0;
/** The greatest squared integer distance of a row that may be among the nearest. */
export let limit: i32 = 0;

/** Sets what is the same for all queries. */
export function prepareNearest(trainingRows: usize, featureCount: i32, k: i32, scale: f64): void {
  rowsAt = trainingRows;
  features = featureCount;
  neighbors = k;
  scaleFactor = scale;
}

/** Starts a query: its row, the bound on its rounding errors, and where its neighbours go. */
export function beginQuery(row: usize, roundingErrors: f64, outIndices: usize, outDistances: usize): void {
  query = row;
  slack = roundingErrors;
  heapIndices = outIndices;
  heapDistances = outDistances;
  found = 0;
  limit = NO_LIMIT;
}

/** Sets the limit to that of a row at this squared distance. */
export function limitTo(distance: f64): void {
  limit = limitOf(distance);
}

/** A row's squared distance, in the form that decides. */
export function distanceTo(row: i32): f64 {
  const at = rowsAt + ((<usize>row * features) << 3);
  let distance: f64 = 0;
  for (let j = 0; j < features; j++) {
    const difference = load<f64>(query + ((<usize>j) << 3)) - load<f64>(at + ((<usize>j) << 3));
    distance += difference * difference;
  }
  return distance;
}

/** Adds the row to the heap if its distance (then its index) is less than the worst one's. */
export function offer(row: i32): void {
  const distance = distanceTo(row);
  if (found < neighbors) {
    let child = found++;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (!isFarther(distance, row, parent)) break;
      moveEntry(parent, child);
      child = parent;
    }
    setEntry(child, distance, row);
    if (found === neighbors) limit = limitOf(distanceAt(0));
  } else if (!isFarther(distance, row, 0)) {
    sink(distance, row, neighbors);
    limit = limitOf(distanceAt(0));
  }
}

/** Puts an entry in the root's place and lets it sink within the first `size` entries. */
function sink(distance: f64, row: i32, size: i32): void {
  let place = 0;
  while (true) {
    let child = 2 * place + 1;
    if (child >= size) break;
    if (child + 1 < size && isFarther(distanceAt(child + 1), indexAt(child + 1), child)) child++;
    if (isFarther(distance, row, child)) break;
    moveEntry(child, place);
    place = child;
  }
  setEntry(place, distance, row);
}

/** The greatest squared integer distance that a row at most this far away can have. */
function limitOf(distance: f64): i32 {
  // The last summand covers what squares that are too small for float64 may lose.
  const reach = (Math.sqrt(distance) * (1 + 1e-9) + 1e-160) * scaleFactor + slack;
  return <i32>min(reach * reach + 1, <f64>NO_LIMIT);
}

/** Heapsort: nearest first. */
export function sortHeap(): void {
  for (let size = found - 1; size > 0; size--) {
    const distance = distanceAt(size);
    const row = indexAt(size);
    moveEntry(0, size);
    sink(distance, row, size);
  }
}

function isFarther(distance: f64, row: i32, place: i32): bool {
  const other = distanceAt(place);
  return distance > other || (distance === other && row > indexAt(place));
}

function distanceAt(place: i32): f64 {
  return load<f64>(heapDistances + ((<usize>place) << 3));
}

function indexAt(place: i32): i32 {
  return load<i32>(heapIndices + ((<usize>place) << 2));
}

function setEntry(place: i32, distance: f64, row: i32): void {
  store<f64>(heapDistances + ((<usize>place) << 3), distance);
  store<i32>(heapIndices + ((<usize>place) << 2), row);
}

function moveEntry(from: i32, to: i32): void {
  setEntry(to, distanceAt(from), indexAt(from));
}
