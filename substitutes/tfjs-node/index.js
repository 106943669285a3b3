const core = require("@tensorflow/tfjs-core");
require("@tensorflow/tfjs-backend-cpu");

/** The operations that danfo.js calls as methods of a tensor. In the core they are functions alone. */
const METHODS = [
  "add",
  "argMax",
  "argMin",
  "div",
  "divNoNan",
  "equal",
  "greater",
  "greaterEqual",
  "less",
  "lessEqual",
  "max",
  "mean",
  "min",
  "mod",
  "mul",
  "notEqual",
  "pow",
  "sqrt",
  "sub",
  "sum",
  "transpose",
];

for (const name of METHODS) {
  core.Tensor.prototype[name] ??= function (...args) {
    return core[name](this, ...args);
  };
}

core.data ??= require("./data.js");

module.exports = core;
