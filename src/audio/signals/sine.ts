/**
 * A sine of constant frequency.
 * @param hz its frequency; @param seconds its length; @param amplitude full scale is 1
 */
export function sine(hz: number, seconds: number, sampleRate = 22050, amplitude = 0.5): Float32Array {
  const step = (2 * Math.PI * hz) / sampleRate;
  return Float32Array.from({ length: Math.round(seconds * sampleRate) }, (_, i) => amplitude * Math.sin(step * i));
}
