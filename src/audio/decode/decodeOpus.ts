import { callDecoder } from "./callDecoder.ts";
import type { AudioPiece, Remark } from "./decodedAudio.ts";
import { oggPackets } from "./oggPackets.ts";

/** Opus always decodes to this rate, whatever the input's. */
const SAMPLE_RATE = 48000;
/** Packets decoded at once, mostly of 20 ms. */
const PIECE = 256;
const HEADER = 19;

interface OpusHead {
  readonly channels: number;
  readonly preSkip: number;
  /** The factor for all samples. */
  readonly gain: number;
  readonly streamCount: number;
  readonly coupledStreamCount: number;
  readonly channelMappingTable: number[];
}

/**
 * Decodes Opus in an Ogg container (RFC 7845) with libopus.
 * @param file the pages of one stream
 */
export async function* decodeOpus(file: Uint8Array, remark: Remark): AsyncGenerator<AudioPiece> {
  const { packets, samples } = oggPackets(file);
  const { channels, preSkip, gain, ...mapping } = readHead(packets[0] ?? new Uint8Array());
  const { OpusDecoder } = await import("opus-decoder");
  const decoder = new OpusDecoder({ channels, ...mapping });
  await decoder.ready;
  let [position, damaged] = [-preSkip, 0];
  // The last page says where the sound ends within its last packet. For a recording that began before this file, that is relative to
  // its own start.
  const stated = samples - preSkip;
  try {
    // The second packet contains the tags.
    for (let first = 2; first < packets.length; first += PIECE) {
      const part = packets.slice(first, first + PIECE);
      const { channelData, samplesDecoded, errors } = await callDecoder(() => decoder.decodeFrames(part));
      damaged += errors.length;
      const begin = Math.max(0, -position);
      const isLast = first + PIECE >= packets.length;
      const end = isLast && stated > position ? Math.min(samplesDecoded, stated - position) : samplesDecoded;
      position += samplesDecoded;
      if (begin >= end) continue;
      const sound = channelData.map((channel) => channel.subarray(begin, end).map((value) => gain * value));
      yield { sampleRate: SAMPLE_RATE, channels: sound };
    }
  } finally {
    decoder.free();
  }
  if (damaged > 0) remark(`it is damaged: ${damaged} of its packets can't be read and are left out`);
}

function readHead(packet: Uint8Array): OpusHead {
  const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength);
  const channels = packet[9] ?? 0;
  if (packet.length < HEADER || channels === 0) throw new Error("its OpusHead is cut off or says it has no channels");
  const gain = 10 ** (view.getInt16(16, true) / 256 / 20);
  const start = { channels, preSkip: view.getUint16(10, true), gain };
  if (packet[18] === 0) {
    const channelMappingTable = channels === 2 ? [0, 1] : [0];
    return { ...start, streamCount: 1, coupledStreamCount: channels - 1, channelMappingTable };
  }
  if (packet.length < HEADER + 2 + channels) throw new Error("its OpusHead is cut off");
  return {
    ...start,
    streamCount: packet[19]!,
    coupledStreamCount: packet[20]!,
    channelMappingTable: [...packet.subarray(HEADER + 2, HEADER + 2 + channels)],
  };
}
