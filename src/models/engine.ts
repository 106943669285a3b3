/** What does a model's work: `wasm` is the project's own engine, `ml` is the package of mljs that bears the model's name. */
export type Engine = "wasm" | "ml";

/** What every classifier's constructor takes besides the model's own options. */
export interface EngineOptions {
  readonly engine?: Engine;
  /** At most so many threads (engine `wasm`); as many as the machine has cores where none is given. */
  readonly workers?: number;
}
