const AUDIO_EXTENSION = /\.(mp[23]|wav|wave|w64|au|snd|og[ga]|opus|flac|m4a|aac|aif[fc]?|caf|wma|webm)$/i;

/** The track in an audio file: its name without the extension, `000574` for `000574.mp3`, `01-intro` for `01-intro.wav`. */
export function trackOfFile(filename: string): string {
  return filename.replace(AUDIO_EXTENSION, "");
}
