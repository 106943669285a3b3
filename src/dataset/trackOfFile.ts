const AUDIO_EXTENSION = /\.(mp[23]|wav|wave|w64|au|snd|og[ga]|opus|flac|m4a|aac|aif[fc]?|caf|wma|webm)$/i;

/** The track that an audio file holds: its name without the ending, `000574` of `000574.mp3`, `01-intro` of `01-intro.wav`. */
export function trackOfFile(filename: string): string {
  return filename.replace(AUDIO_EXTENSION, "");
}
