import { noise } from "../../src/audio/signals.ts";

const RATE = 16_000;
/** First three formants of vowels, Hz. */
const VOWELS = [
  [730, 1090, 2440],
  [270, 2290, 3010],
  [300, 870, 2240],
  [530, 1840, 2480],
  [570, 840, 2410],
];
const BANDWIDTHS = [80, 110, 160];

/**
 * Something like talk: syllables of a hissing consonant and a voiced vowel whose pitch falls, pauses between words and sentences. The same
 * for the same seed. Of a formula, so that tests need no synthesiser.
 * @param pitch of the voice, Hz
 * @returns mono, 16,000 samples a second
 */
export function talk(seconds: number, { seed = 1, pitch = 120, syllables = 5 } = {}): Float32Array {
  const y = new Float32Array(seconds * RATE);
  const hiss = noise(seconds, seed, RATE, 1);
  const lots = noise(seconds, seed + 100, 40, 0.5).map((value) => value + 0.5);
  let lot = 0;
  const draw = (): number => lots[lot++ % lots.length]!;
  for (let at = 0.1; at < seconds - 0.5;) {
    const length = (0.7 + 0.6 * draw()) / syllables;
    const consonant = Math.round((0.2 + 0.25 * draw()) * length * RATE);
    const begin = Math.round(at * RATE);
    for (let i = 1; i < consonant; i++) {
      const rise = Math.sin((Math.PI * i) / consonant);
      y[begin + i]! += 0.12 * rise * (hiss[begin + i]! - hiss[begin + i - 1]!);
    }
    const vowel = VOWELS[Math.floor(draw() * VOWELS.length)]!;
    addVowel(y, { begin: begin + consonant, samples: Math.round(length * RATE) - consonant, vowel, pitch });
    at += length + (draw() < 0.3 ? 0.05 + 0.3 * draw() : 0.01);
    if (draw() < 0.06) at += 0.5;
  }
  return y;
}

interface Vowel {
  readonly begin: number;
  readonly samples: number;
  readonly vowel: readonly number[];
  readonly pitch: number;
}

/** Pulses at the voice's pitch, through a resonance for each formant. */
function addVowel(y: Float32Array, { begin, samples, vowel, pitch }: Vowel): void {
  const states = vowel.map(() => [0, 0]);
  let phase = 0;
  for (let i = 0; i < samples && begin + i < y.length; i++) {
    phase += (pitch * (1.1 - (0.2 * i) / samples)) / RATE;
    const pulse = phase >= 1 ? 1 : 0;
    phase %= 1;
    let out = pulse;
    vowel.forEach((hz, k) => {
      const radius = Math.exp((-Math.PI * BANDWIDTHS[k]!) / RATE);
      const turn = 2 * radius * Math.cos((2 * Math.PI * hz) / RATE);
      const state = states[k]!;
      const next = (1 - turn + radius * radius) * out + turn * state[0]! - radius * radius * state[1]!;
      [state[0], state[1]] = [next, state[0]!];
      out = next;
    });
    y[begin + i]! += 3 * Math.sin((Math.PI * i) / samples) * out;
  }
}
