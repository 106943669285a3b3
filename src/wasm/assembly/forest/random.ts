// Random numbers: xorshift64* (Vigna 2016, "An experimental exploration of Marsaglia's xorshift generators, scrambled").

let state: u64 = 1;

/** Starts the sequence of a seed. */
export function seedRandom(seed: u64): void {
  // A state of 0 would stay 0; the odd constant spreads adjacent seeds.
  state = seed * 0x9e3779b97f4a7c15 + 0x632be59bd9b4e019;
  if (state === 0) state = 1;
}

/** An integer from 0 to below `limit`. */
export function below(limit: i32): i32 {
  state ^= state >> 12;
  state ^= state << 25;
  state ^= state >> 27;
  const high = (state * 0x2545f4914f6cdd1d) >> 32;
  return <i32>((high * <u64>limit) >> 32);
}
