/** A click's frequency in Hz and how fast it fades, in seconds. */
const CLICK_HZ = 1000;
const FADE = 0.01;

/** Clicks (short fading sines) at a tempo in beats per minute, the first at time 0. */
export function clicks(bpm: number, seconds: number, sampleRate = 22050, amplitude = 0.8): Float32Array {
  const interval = 60 / bpm;
  return Float32Array.from({ length: Math.round(seconds * sampleRate) }, (_, i) => {
    const sinceClick = (i / sampleRate) % interval;
    return amplitude * Math.exp(-sinceClick / FADE) * Math.sin(2 * Math.PI * CLICK_HZ * sinceClick);
  });
}
