/** What does a model's work: `wasm` is the project's own engine, `ml` the mljs package of that model. */
export type Engine = "wasm" | "ml";

/** Constructor options that every classifier takes besides the model's own. */
export interface EngineOptions {
  readonly engine?: Engine;
  /** The most threads to use (engine `wasm`); by default as many as the machine has cores. */
  readonly workers?: number;
}
