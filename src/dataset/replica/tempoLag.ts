/** A tempo is estimated from the lag between beats, a whole number of frames: 22,050 samples per second, 512 samples per frame. */
const FRAMES_PER_MINUTE = (60 * 22_050) / 512;

/** Beats per minute for a lag in frames. */
export function tempoOfLag(lag: number): number {
  return FRAMES_PER_MINUTE / lag;
}

/** The whole lag nearest to a tempo. */
export function lagOfTempo(tempo: number): number {
  return Math.max(1, Math.round(FRAMES_PER_MINUTE / tempo));
}
