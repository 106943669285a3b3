/** The centre frequencies in Hz of the `bins` bins of a spectrogram: 0 to half the sample rate. */
export function fftFrequencies(sampleRate: number, bins: number): Float64Array {
  const width = sampleRate / (2 * (bins - 1));
  return Float64Array.from({ length: bins }, (_, k) => k * width);
}
