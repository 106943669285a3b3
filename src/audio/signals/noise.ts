/** White noise, uniform from -amplitude to amplitude; the same for the same seed (xorshift32). */
export function noise(seconds: number, seed = 1, sampleRate = 22050, amplitude = 0.5): Float32Array {
  // A state of 0 would stay 0.
  let state = seed | 0 || 1;
  return Float32Array.from({ length: Math.round(seconds * sampleRate) }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state / 2 ** 31) * amplitude;
  });
}
