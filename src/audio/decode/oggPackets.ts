const HEADER = 27;
const GOES_ON = 1;
/** The position of a page on which no packet ends. */
const NO_POSITION = 2 ** 64;

/**
 * The packets of one Ogg stream (RFC 3533): a packet is a run of segments up to the first that is shorter than 255 bytes, and may
 * continue on the next page.
 * @param file whole pages, one after the other
 * @returns the packets, and the position given by the last page (for Opus: samples from the start)
 */
export function oggPackets(file: Uint8Array): { readonly packets: readonly Uint8Array[]; readonly samples: number } {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const packets: Uint8Array[] = [];
  let open: Uint8Array[] = [];
  let samples = 0;
  for (let page = 0; page + HEADER <= file.length;) {
    const table = file.subarray(page + HEADER, page + HEADER + file[page + 26]!);
    // What a lost page would have started or completed is dropped.
    if ((file[page + 5]! & GOES_ON) === 0) open = [];
    let isHeadless = (file[page + 5]! & GOES_ON) !== 0 && open.length === 0;
    let at = page + HEADER + table.length;
    for (const length of table) {
      open.push(file.subarray(at, at + length));
      at += length;
      if (length === 255) continue;
      if (!isHeadless) packets.push(open.length === 1 ? open[0]! : Buffer.concat(open));
      isHeadless = false;
      open = [];
    }
    const position = view.getUint32(page + 10, true) * 2 ** 32 + view.getUint32(page + 6, true);
    if (position < NO_POSITION - 1) samples = position;
    page = at;
  }
  return { packets, samples };
}
