/** How the samples of a WAV file are coded. */
export interface WavCoding {
  readonly sampleRate?: number;
  readonly bits?: 8 | 16 | 24 | 32 | 64;
  readonly isFloat?: boolean;
  readonly isExtensible?: boolean;
  /** A chunk of odd length before the data. */
  readonly hasOddChunk?: boolean;
}

/** A WAV file of these channels, full scale 1. */
export function encodeWav(channels: readonly Float32Array[], coding: WavCoding = {}): Buffer {
  const { sampleRate = 22050, bits = 16, isFloat = false, isExtensible = false, hasOddChunk = false } = coding;
  const frames = channels[0]?.length ?? 0;
  const data = Buffer.alloc((frames * channels.length * bits) / 8);
  for (let i = 0, at = 0; i < frames; i++) {
    for (const channel of channels) {
      const value = channel[i]!;
      const whole = Math.max(-(2 ** (bits - 1)), Math.min(2 ** (bits - 1) - 1, Math.round(value * 2 ** (bits - 1))));
      if (isFloat && bits === 32) data.writeFloatLE(value, at);
      else if (isFloat) data.writeDoubleLE(value, at);
      else if (bits === 8) data.writeUInt8(whole + 128, at);
      else data.writeIntLE(whole, at, bits / 8);
      at += bits / 8;
    }
  }
  const coded = isFloat ? 3 : 1;
  const format = Buffer.alloc(isExtensible ? 40 : 16);
  format.writeUInt16LE(isExtensible ? 0xfffe : coded, 0);
  format.writeUInt16LE(channels.length, 2);
  format.writeUInt32LE(sampleRate, 4);
  format.writeUInt32LE((sampleRate * channels.length * bits) / 8, 8);
  format.writeUInt16LE((channels.length * bits) / 8, 12);
  format.writeUInt16LE(bits, 14);
  if (isExtensible) {
    format.writeUInt16LE(22, 16);
    format.writeUInt16LE(coded, 24);
  }
  const chunks = [
    chunk("fmt ", format),
    ...(hasOddChunk ? [chunk("LIST", Buffer.from("odd"))] : []),
    chunk("data", data),
  ];
  const body = Buffer.concat([Buffer.from("WAVE"), ...chunks]);
  return chunk("RIFF", body);
}

function chunk(id: string, content: Buffer): Buffer {
  const header = Buffer.alloc(8);
  header.write(id, "latin1");
  header.writeUInt32LE(content.length, 4);
  return Buffer.concat([header, content, Buffer.alloc(content.length & 1)]);
}
