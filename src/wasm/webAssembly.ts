/**
 * The part of the WebAssembly interface that is used, typed here because neither ES2022 nor Node's types declare it and the
 * DOM's types would bring in every browser global.
 */

/** A module of compiled loops; it can be sent to a worker without being recompiled. */
export interface WasmModule {
  readonly wasmModule?: never;
}

/** A memory that loops on several threads share. */
export interface WasmMemory {
  /** The memory's content; read this property again after `grow`. */
  readonly buffer: SharedArrayBuffer;
  grow(pages: number): number;
}

/** The parts of the global `WebAssembly` that are used. */
export interface WebAssemblyNamespace {
  readonly Module: new (bytes: Uint8Array) => WasmModule;
  readonly Memory: new (limits: { initial: number; maximum: number; shared: true }) => WasmMemory;
  readonly Instance: new (module: WasmModule, imports: object) => { readonly exports: object };
}

export const webAssembly = (globalThis as unknown as { WebAssembly: WebAssemblyNamespace }).WebAssembly;
