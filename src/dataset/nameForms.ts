const AUDIO_EXTENSION = /\.(mp[23]|wav|wave|w64|au|snd|og[ga]|opus|flac|m4a|aac|aif[fc]?|caf|wma|webm)$/i;

/** The track in an audio file: its name without the extension, `000574` for `000574.mp3`, `01-intro` for `01-intro.wav`. */
export function trackOfFile(filename: string): string {
  return filename.replace(AUDIO_EXTENSION, "");
}

/** What a segment's file name says. */
export interface SegmentName {
  readonly track: string;
  readonly segment: number;
}

/** A naming scheme in which file names of segments identify track and segment. */
export interface NameForm {
  readonly example: string;
  /** Reads a name without its extension; undefined if it follows another scheme. */
  readonly read: (stem: string) => SegmentName | undefined;
}

const LEADING = /^(\d{1,9})-(.+)$/s;
const TRAILING = /^(.+\.\d+)\.(\d{1,9})$/s;

/** The schemes of the published tables: FMA's, `3-000574.mp3`, and GTZAN's, `rock.00100.3.wav` or `80s.00100.3.wav`. */
export const NAME_FORMS: readonly NameForm[] = [
  {
    example: "3-000574.mp3",
    read: (stem) => {
      const [, segment, track] = LEADING.exec(stem) ?? [];
      return track === undefined ? undefined : { track, segment: Number(segment) };
    },
  },
  {
    example: "rock.00100.3.wav",
    read: (stem) => {
      const [, track, segment] = TRAILING.exec(stem) ?? [];
      return track === undefined ? undefined : { track, segment: Number(segment) };
    },
  },
];
