/** A sine whose frequency rises exponentially from `fromHz` to `toHz`, like librosa's `chirp`. */
export function chirp(
  fromHz: number,
  toHz: number,
  seconds: number,
  sampleRate = 22050,
  amplitude = 0.5,
): Float32Array {
  const growth = Math.log(toHz / fromHz) / seconds;
  return Float32Array.from({ length: Math.round(seconds * sampleRate) }, (_, i) => {
    const phase = (fromHz * Math.expm1((growth * i) / sampleRate)) / growth;
    return amplitude * Math.sin(2 * Math.PI * phase);
  });
}
