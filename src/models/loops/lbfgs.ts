/** A function's value and gradient at a point. */
export interface Evaluation {
  readonly value: number;
  readonly gradient: Float64Array;
}

export interface LbfgsOptions {
  /** Converged when no entry of the gradient is larger in absolute value. */
  readonly tol: number;
  readonly maxIter: number;
  /** Applies an approximation of the inverse Hessian, up to a factor; may overwrite its argument. */
  readonly precondition: (vector: Float64Array) => Float64Array;
  /** Called after each iteration with the largest absolute entry of the gradient. */
  readonly onIteration?: (iteration: number, gradient: number) => void;
}

export interface LbfgsResult {
  readonly point: Float64Array;
  readonly value: number;
  readonly iterations: number;
  /** The largest absolute entry of the gradient at the end. */
  readonly gradient: number;
  readonly converged: boolean;
}

const MEMORY = 10;
const MAX_HALVINGS = 40;
/** The share of the expected decrease that a step must reach (Armijo's rule). */
const DECREASE = 1e-4;
/** How much rounding may raise a value that no longer changes, relative to it. */
const ROUNDING = 1e-14;

/**
 * Minimises a smooth convex function by limited-memory BFGS (Liu and Nocedal 1989, "On the limited memory BFGS method for large scale
 * optimization") with backtracking steps. The two-loop recursion starts from a fixed preconditioner.
 */
export async function lbfgs(
  evaluate: (point: Float64Array) => Promise<Evaluation>,
  start: Float64Array,
  { tol, maxIter, precondition, onIteration }: LbfgsOptions,
): Promise<LbfgsResult> {
  let point = start;
  let { value, gradient } = await evaluate(point);
  const pairs: { s: Float64Array; y: Float64Array; rho: number }[] = [];
  let iterations = 0;
  while (largest(gradient) > tol && iterations < maxIter) {
    const direction = descent(gradient, pairs, precondition);
    const slope = dot(gradient, direction);
    let step = 1;
    let next = moved(point, direction, step);
    let found = await evaluate(next);
    for (let halving = 0; found.value > value + DECREASE * step * slope + ROUNDING * Math.abs(value); halving++) {
      if (halving === MAX_HALVINGS) return result(false);
      step /= 2;
      next = moved(point, direction, step);
      found = await evaluate(next);
    }
    const s = direction.map((entry) => entry * step);
    const old = gradient;
    const y = found.gradient.map((entry, i) => entry - old[i]!);
    const curvature = dot(s, y);
    if (curvature > 0) pairs.push({ s, y, rho: 1 / curvature });
    if (pairs.length > MEMORY) pairs.shift();
    point = next;
    ({ value, gradient } = found);
    iterations++;
    onIteration?.(iterations, largest(gradient));
  }
  return result(largest(gradient) <= tol);

  function result(converged: boolean): LbfgsResult {
    return { point, value, iterations, gradient: largest(gradient), converged };
  }
}

/** The two-loop recursion: the approximate inverse Hessian times the negative gradient. */
function descent(
  gradient: Float64Array,
  pairs: readonly { s: Float64Array; y: Float64Array; rho: number }[],
  precondition: (vector: Float64Array) => Float64Array,
): Float64Array {
  let vector: Float64Array = gradient.map((entry) => -entry);
  const alphas: number[] = [];
  for (const { s, y, rho } of [...pairs].reverse()) {
    const alpha = rho * dot(s, vector);
    alphas.unshift(alpha);
    for (let i = 0; i < vector.length; i++) vector[i]! -= alpha * y[i]!;
  }
  const last = pairs.at(-1);
  // Scales the preconditioner to match the last step.
  const scale = last === undefined ? 1 : 1 / (last.rho * dot(last.y, precondition(last.y.slice())));
  vector = precondition(vector);
  for (let i = 0; i < vector.length; i++) vector[i]! *= scale;
  pairs.forEach(({ s, y, rho }, index) => {
    const factor = alphas[index]! - rho * dot(y, vector);
    for (let i = 0; i < vector.length; i++) vector[i]! += factor * s[i]!;
  });
  return vector;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

const largest = (vector: Float64Array): number => vector.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);

const moved = (point: Float64Array, direction: Float64Array, step: number): Float64Array =>
  point.map((entry, i) => entry + step * direction[i]!);
