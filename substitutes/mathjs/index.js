/** The sum of the values, added from the first to the last. */
function sum(values) {
  let total = 0;
  for (const value of values) total += Number(value);
  return total;
}

function refuseEmpty(values, name) {
  if (values.length === 0) throw new Error(`Cannot calculate the ${name} of an empty array`);
}

exports.mean = function mean(values) {
  refuseEmpty(values, "mean");
  return sum(values) / values.length;
};

/** Of a sample: divided by one less than there are values. Of a single value 0, as in mathjs. */
exports.variance = function variance(values) {
  refuseEmpty(values, "variance");
  const middle = exports.mean(values);
  const squares = sum(values.map((value) => (value - middle) ** 2));
  return values.length === 1 ? 0 * squares : squares / (values.length - 1);
};

exports.std = function std(values) {
  return Math.sqrt(exports.variance(values));
};

exports.median = function median(values) {
  refuseEmpty(values, "median");
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
};

/** The values that occur most often, in the order of their first appearance as such. */
exports.mode = function mode(values) {
  refuseEmpty(values, "mode");
  const counts = new Map();
  let most = 0;
  let modes = [];
  for (const value of values) {
    if (Number.isNaN(value)) throw new Error("Cannot calculate the mode of an array containing NaN values");
    const count = (counts.get(value) ?? 0) + 1;
    counts.set(value, count);
    if (count > most) [most, modes] = [count, [value]];
    else if (count === most) modes.push(value);
  }
  return modes;
};
