/**
 * The heavy loops of the network that hears music (src/audio/musicnn), in float32. There is no allocator: the caller lays out the
 * memory and passes addresses.
 */
export { product } from "./musicnn/product";
export { temporalMaxima, timbralMaxima } from "./musicnn/frontEnd";
