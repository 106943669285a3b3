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

/** The kinds of array the loops' memory can contain. */
export interface ArrayKinds {
  u8: Uint8Array;
  u16: Uint16Array;
  i32: Int32Array;
  u32: Uint32Array;
  f32: Float32Array;
  f64: Float64Array;
}

/** One array of a plan: its kind and its length in elements. */
export type ArrayPlan = readonly [kind: keyof ArrayKinds, length: number];

/** Arrays in a shared memory: as views, and as byte offsets for the loops. */
export interface SharedArrays<Plan extends Record<string, ArrayPlan>> {
  readonly memory: WasmMemory;
  readonly offsets: Readonly<Record<keyof Plan, number>>;
  readonly views: { readonly [Name in keyof Plan]: ArrayKinds[Plan[Name][0]] };
  /** The first byte after the arrays. */
  readonly end: number;
}

const PAGE = 65536;
const ALIGNMENT = 64;
type ArrayConstructor = {
  readonly BYTES_PER_ELEMENT: number;
} & (new (buffer: ArrayBufferLike, offset: number, length: number) => ArrayKinds[keyof ArrayKinds]);
const CONSTRUCTORS: Readonly<Record<keyof ArrayKinds, ArrayConstructor>> = {
  u8: Uint8Array,
  u16: Uint16Array,
  i32: Int32Array,
  u32: Uint32Array,
  f32: Float32Array,
  f64: Float64Array,
};

/**
 * Allocates one zeroed memory for all arrays of a plan, each aligned to a cache line. The first page stays free for the loops' own
 * constants.
 * @throws RangeError if the arrays need more than the 4 GiB that WASM can address, or more than the machine has
 */
export function sharedMemory<const Plan extends Record<string, ArrayPlan>>(plan: Plan): SharedArrays<Plan> {
  const { offsets, end } = layOut(plan, PAGE);
  const memory = orTooLarge(end, () => new webAssembly.Memory({ initial: pages(end), maximum: PAGE, shared: true }));
  return { memory, offsets, views: viewsOf(plan, offsets, memory), end };
}

/**
 * Places further arrays in a memory from byte `start` on (the `end` of what stays), growing it if necessary. They are not zeroed, and
 * may overlap earlier arrays beyond `start`.
 * @throws RangeError as `sharedMemory` does
 */
export function extendMemory<const Plan extends Record<string, ArrayPlan>>(
  memory: WasmMemory,
  start: number,
  plan: Plan,
): SharedArrays<Plan> {
  const { offsets, end } = layOut(plan, start);
  const missing = pages(end) - memory.buffer.byteLength / PAGE;
  if (missing > 0) orTooLarge(end, () => memory.grow(missing));
  return { memory, offsets, views: viewsOf(plan, offsets, memory), end };
}

const pages = (bytes: number): number => Math.ceil(bytes / PAGE);

function layOut<Plan extends Record<string, ArrayPlan>>(
  plan: Plan,
  start: number,
): { offsets: Record<keyof Plan, number>; end: number } {
  const offsets: Record<string, number> = {};
  let end = start;
  for (const [name, [kind, length]] of Object.entries(plan)) {
    offsets[name] = end;
    end = Math.ceil((end + length * CONSTRUCTORS[kind].BYTES_PER_ELEMENT) / ALIGNMENT) * ALIGNMENT;
  }
  return { offsets: offsets as Record<keyof Plan, number>, end };
}

function viewsOf<Plan extends Record<string, ArrayPlan>>(
  plan: Plan,
  offsets: Record<keyof Plan, number>,
  memory: WasmMemory,
): SharedArrays<Plan>["views"] {
  const views = Object.entries(plan).map(([name, [kind, length]]) => [
    name,
    new CONSTRUCTORS[kind](memory.buffer, offsets[name]!, length),
  ]);
  return Object.fromEntries(views) as SharedArrays<Plan>["views"];
}

function orTooLarge<T>(bytes: number, allocate: () => T): T {
  const size = `${Math.ceil(bytes / 2 ** 20)} MiB`;
  if (pages(bytes) > PAGE) {
    throw new RangeError(`the work needs ${size} at once; WASM can address 4096 MiB: use fewer rows`);
  }
  try {
    return allocate();
  } catch (cause) {
    throw new RangeError(`there is not enough memory for the ${size} that the work needs`, { cause });
  }
}
