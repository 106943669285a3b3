export { EXTENSIONS, FORMAT_TITLES, sniffAudio, SNIFFED_BYTES } from "./decode/audioFormats.ts";
export { Arrivals, TOO_SLOW } from "./arrivals.ts";
export { decodeMono } from "./decode/decode.ts";
export { nameFormat } from "./decode/nameFormat.ts";
export { withoutLogin } from "./address.ts";
export { SAMPLE_RATE } from "./defaults.ts";
export { extractFeatures } from "./extractFeatures.ts";
export { load } from "./load.ts";
export { magnitude, type Spectrogram } from "./spectrogram.ts";
export { hzToMel, melSpectrogram, melToHz, powerToDb } from "./melSpectrogram.ts";
export {
  type HeardFile,
  type HeardSignal,
  HEARING_SECONDS,
  hearRecording,
  hearSignal,
  hearWork,
  network,
  SILENCE,
} from "./musicnn/hear.ts";
export { BANDS, PAD, PATCH_FRAMES, TEMPORAL, TIMBRAL } from "./musicnn/shape.ts";
export { readWeights } from "./musicnn/weights.ts";
export type { Aggregate } from "./tempo.ts";
export { printable } from "./printable.ts";
export { checkBitrate } from "./reencode.ts";
export { segmentLength, segments } from "./segments.ts";
export { progression } from "./signals.ts";
export { stft } from "./stft.ts";
export { isAddress, readAddresses } from "./table/audioAddresses.ts";
export type { AudioFile } from "./table/audioFile.ts";
export { checkTablePlace } from "./table/checkTablePlace.ts";
export type { ExtractSettings } from "./table/extractClip.ts";
export { extractRows, type ObtainRows, type RowsOptions } from "./table/extractRows.ts";
export { extractTable } from "./table/extractTable.ts";
export { findAudio, type FoundAudio, othersInWords } from "./table/findAudio.ts";
export { Journal } from "./table/journal.ts";
export { TableLock } from "./table/tableLock.ts";
export { filesOfShard, type Shard } from "./table/shardManifest.ts";
export { type TableForm, tableHeader, type TableKind, writeTable } from "./table/writeTable.ts";
export { readZipPlace, type ZipPlace } from "./table/zipPlace.ts";
