import { trackOfFile } from "./trackOfFile.ts";

/** What a segment's file name says. */
export interface SegmentName {
  readonly track: string;
  readonly segment: number;
}

/** A way in which file names of segments tell track and segment. */
export interface NameForm {
  readonly example: string;
  /** Undefined for a name of another form. */
  readonly read: (filename: string) => SegmentName | undefined;
}

const LEADING = /^(\d{1,9})-(.+)$/s;
const TRAILING = /^(.+\.\d+)\.(\d{1,9})$/s;

/** The forms of the published tables: FMA's, `3-000574.mp3`, and GTZAN's, `rock.00100.3.wav` or `80s.00100.3.wav`. */
export const NAME_FORMS: readonly NameForm[] = [
  {
    example: "3-000574.mp3",
    read: (filename) => {
      const [, segment, track] = LEADING.exec(trackOfFile(filename)) ?? [];
      return track === undefined ? undefined : { track, segment: Number(segment) };
    },
  },
  {
    example: "rock.00100.3.wav",
    read: (filename) => {
      const [, track, segment] = TRAILING.exec(trackOfFile(filename)) ?? [];
      return track === undefined ? undefined : { track, segment: Number(segment) };
    },
  },
];
