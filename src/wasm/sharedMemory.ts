import { type WasmMemory, webAssembly } from "./webAssembly.ts";

/** The kinds of array a kernel's memory can hold. */
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

/** A shared memory with the arrays that were planned for it, as views, and their byte offsets for the kernels. */
export interface SharedMemory<Plan extends Record<string, ArrayPlan>> {
  readonly memory: WasmMemory;
  readonly offsets: Readonly<Record<keyof Plan, number>>;
  readonly views: { readonly [Name in keyof Plan]: ArrayKinds[Plan[Name][0]] };
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
 * Allocates one zeroed memory for all arrays of a plan, each aligned to a cache line. The first page stays free for the
 * kernels' own constants.
 * @throws RangeError where the arrays need more than the 4 GiB that WASM can address, or more than the machine has
 */
export function sharedMemory<const Plan extends Record<string, ArrayPlan>>(plan: Plan): SharedMemory<Plan> {
  const offsets: Record<string, number> = {};
  let end = PAGE;
  for (const [name, [kind, length]] of Object.entries(plan)) {
    offsets[name] = end;
    end = Math.ceil((end + length * CONSTRUCTORS[kind].BYTES_PER_ELEMENT) / ALIGNMENT) * ALIGNMENT;
  }
  const pages = Math.ceil(end / PAGE);
  const size = `${Math.ceil(end / 2 ** 20)} MiB`;
  if (pages > PAGE) throw new RangeError(`the work needs ${size} at once; WASM can address 4096 MiB: use fewer rows`);
  let memory: WasmMemory;
  try {
    memory = new webAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  } catch (cause) {
    throw new RangeError(`there is not enough memory for the ${size} that the work needs`, { cause });
  }
  const views = Object.fromEntries(
    Object.entries(plan).map(([name, [kind, length]]) => [
      name,
      new CONSTRUCTORS[kind](memory.buffer, offsets[name]!, length),
    ]),
  );
  return { memory, offsets, views } as unknown as SharedMemory<Plan>;
}
