import { createMp3Encoder, createOggEncoder } from "wasm-media-encoders/esnext";

/** An MP3 of one or two channels, 128 kbit/s, without any tag. */
export async function encodeMp3(channels: readonly Float32Array[], sampleRate = 44100): Promise<Buffer> {
  const encoder = await createMp3Encoder();
  encoder.configure({ sampleRate, channels: channels.length as 1 | 2, bitrate: 128 });
  return Buffer.concat([encoder.encode(channels).slice(), encoder.finalize().slice()]);
}

/** An Ogg Vorbis file of one or two channels. */
export async function encodeOgg(channels: readonly Float32Array[], sampleRate = 44100): Promise<Buffer> {
  const encoder = await createOggEncoder();
  encoder.configure({ sampleRate, channels: channels.length as 1 | 2, vbrQuality: 5 });
  return Buffer.concat([encoder.encode(channels).slice(), encoder.finalize().slice()]);
}
