import { createHash } from "node:crypto";
import { encodeMp3 } from "./encodeMp3.ts";
import { encodeZip } from "./encodeZip.ts";
import { testSignal } from "./testSignal.ts";

/** Archives in the layout of FMA's, of signals in place of music. */
export interface SmallFma {
  readonly clips: Buffer;
  readonly metadata: Buffer;
  /** The files in the archive of clips. */
  readonly files: readonly (readonly [name: string, content: Buffer])[];
  readonly tracksCsv: string;
  readonly sha1: (content: Buffer) => string;
}

/** Track 7 is too short, 8 no MP3, 9 not listed, 10 without a genre. */
export async function smallFma(): Promise<SmallFma> {
  const files: [string, Buffer][] = [["fma_small/README.txt", Buffer.from("read me")]];
  for (let track = 1; track <= 10; track++) {
    const seconds = track === 7 ? 4 : 16;
    const name = `${track}`.padStart(6, "0");
    const sound = track === 8 ? Buffer.from("no music") : await encodeMp3([testSignal(seconds, 80 + 5 * track)], 22050);
    files.push([`fma_small/000/${name}.mp3`, sound]);
  }
  const line = (track: number): string =>
    `${track},"Album, ${track}",Artist ${track % 3},${["training", "validation", "test"][track % 3]},small,${track === 10 ? "" : ["Rock", "Folk"][track % 2]}`;
  const tracksCsv = [
    ",album,artist,set,set,track",
    ",title,name,split,subset,genre_top",
    "track_id,,,,,",
    ...[1, 2, 3, 4, 5, 6, 7, 8, 10].map(line),
    "",
  ].join("\n");
  return {
    clips: encodeZip(files),
    metadata: encodeZip([["fma_metadata/tracks.csv", Buffer.from(tracksCsv)]], true),
    files,
    tracksCsv,
    sha1: (content) => createHash("sha1").update(content).digest("hex"),
  };
}
