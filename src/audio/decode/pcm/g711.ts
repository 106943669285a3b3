/* The two codings of telephony, ITU-T G.711: eight bits are a sign, an exponent of three bits and four bits of mantissa. */

/** The value of each A-law byte, full scale 1. */
export const ALAW = Float32Array.from({ length: 256 }, (_, byte) => {
  const code = byte ^ 0x55;
  const exponent = (code >> 4) & 7;
  const mantissa = ((code & 15) << 4) + 8;
  const size = exponent === 0 ? mantissa : (mantissa + 256) << (exponent - 1);
  return (code & 128 ? size : -size) / 32768;
});

/** The value of each mu-law byte, full scale 1. */
export const MULAW = Float32Array.from({ length: 256 }, (_, byte) => {
  const code = ~byte & 255;
  const size = ((((code & 15) << 3) + 132) << ((code >> 4) & 7)) - 132;
  return (code & 128 ? -size : size) / 32768;
});
