/** Frames of 25 ms, every 10 ms at 16,000 samples per second. */
const FRAME = 400;
const HOP = 160;
/** Frames on each side with which a frame's level is compared: a second in all. */
const AROUND = 50;
/** A frame below this share of the mean level around it is a gap. */
const QUIET = 0.5;

/**
 * How much a signal sounds like someone talking without music: the share of frames that are gaps (below half the mean level of the
 * second around them), times the standard deviation of the frames' zero-crossing rates. Speech has a gap between most syllables, and
 * alternates between vowels, which cross zero rarely, and consonants, which do so often; sustained instruments fill the gaps. Both
 * parts are from Scheirer and Slaney 1997, "Construction and evaluation of a robust multifeature speech/music discriminator".
 * @param y mono, 16,000 samples per second
 * @returns 0 to 0.25; about 0.05 for speech, rarely more than 0.02 for music; 0 for less than a frame
 */
export function speechLikeness(y: Float32Array): number {
  const frames = Math.max(0, 1 + Math.floor((y.length - FRAME) / HOP));
  if (frames === 0) return 0;
  const constant = y.reduce((sum, value) => sum + value, 0) / y.length;
  const levels = new Float64Array(frames + 1);
  let gaps = 0;
  let [sum, squares] = [0, 0];
  const level = new Float64Array(frames);
  for (let frame = 0; frame < frames; frame++) {
    const begin = frame * HOP;
    let energy = 0;
    let crossings = 0;
    let above = y[begin]! >= constant;
    for (let i = begin; i < begin + FRAME; i++) {
      const value = y[i]! - constant;
      energy += value * value;
      if (value >= 0 !== above) crossings++;
      above = value >= 0;
    }
    level[frame] = Math.sqrt(energy / FRAME);
    levels[frame + 1] = levels[frame]! + level[frame]!;
    const rate = crossings / FRAME;
    sum += rate;
    squares += rate * rate;
  }
  for (let frame = 0; frame < frames; frame++) {
    const [from, to] = [Math.max(0, frame - AROUND), Math.min(frames, frame + AROUND)];
    if (level[frame]! < (QUIET * (levels[to]! - levels[from]!)) / (to - from)) gaps++;
  }
  return (gaps / frames) * Math.sqrt(Math.max(0, squares / frames - (sum / frames) ** 2));
}
