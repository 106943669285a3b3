import { readFileSync } from "node:fs";
import { join } from "node:path";
import { BANDS, decodeMono, hearSignal, network, PATCH_FRAMES } from "../src/audio/index.ts";

import { SHARED_DATA } from "../tests/support/sharedData.ts";
import { type Bench, median } from "./bench.ts";
import { tensorflowNetwork } from "./hearing/tensorflowNetwork.ts";

const CLIP = join(SHARED_DATA, "fma-small/clips/104067.mp3");
const ROUNDS = 5;

/** Seconds of processor time, so that other work on the machine doesn't count. */
async function processorSeconds(work: () => unknown): Promise<number> {
  const seconds: number[] = [];
  for (let round = -1; round < ROUNDS; round++) {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    if (round >= 0) seconds.push((user + system) / 1e6);
  }
  return median(seconds);
}

/** The trained network: ours on its own WASM loops, beside the same layers on TensorFlow.js's WebAssembly backend. */
const bench: Bench = async (report) => {
  const patch = Float32Array.from({ length: PATCH_FRAMES * BANDS }, (_, i) => 2 + 2 * Math.sin(i * i));
  const peer = await tensorflowNetwork();
  const [ours, theirs] = [network().hear(patch).tags, peer(patch)];
  const distance = Math.max(...ours.map((value, i) => Math.abs(value - theirs[i]!)));
  if (!(distance < 1e-4)) throw new Error(`the two networks differ by ${distance}`);
  report({
    case: "3 seconds of music, the network alone, processor time",
    ours: await processorSeconds(() => network().hear(patch)),
    peer: await processorSeconds(() => peer(patch)),
    unit: "s",
  });
  const file = readFileSync(CLIP);
  const whole = await processorSeconds(async () => {
    const { samples, sampleRate } = await decodeMono(file);
    return hearSignal(samples, sampleRate);
  });
  report({ case: "a 30-second MP3, decoding included, processor time", ours: whole, peer: null, unit: "s" });
};

export default bench;
