/**
 * The part of the WebAssembly interface that the kernels use, typed here because neither ES2022 nor Node's types
 * declare it and the DOM's types would bring every browser global with them.
 */

/** A compiled kernel; it can be sent to a worker without being compiled again. */
export interface WasmModule {
  readonly wasmModule?: never;
}

/** A memory that kernels on several threads share. */
export interface WasmMemory {
  /** What the memory holds; read it anew after `grow`. */
  readonly buffer: SharedArrayBuffer;
  grow(pages: number): number;
}

/** What is used of the global `WebAssembly`. */
export interface WebAssemblyNamespace {
  readonly Module: new (bytes: Uint8Array) => WasmModule;
  readonly Memory: new (limits: { initial: number; maximum: number; shared: true }) => WasmMemory;
  readonly Instance: new (module: WasmModule, imports: object) => { readonly exports: object };
}

export const webAssembly = (globalThis as unknown as { WebAssembly: WebAssemblyNamespace }).WebAssembly;
