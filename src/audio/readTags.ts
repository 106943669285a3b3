import { type ICommonTagsResult, parseFile } from "music-metadata";

/** What the tags of a file say; names without meaning are left out. */
export interface Tags {
  /** The album's artist, otherwise the song's; without guests ("feat. ..."). */
  readonly artist?: string;
  readonly album?: string;
  /** The first if there are several. */
  readonly genre?: string;
}

/** Longer names are cut to this many characters. */
const LONGEST = 200;

/** What programs write for unknown or various artists, in lower case and without punctuation. */
const MEANINGLESS = new Set(
  [
    ["unknown", "unknown artist", "unknown artists", "unknown album", "unknown genre", "unknown performer"],
    ["artist", "no artist", "album", "no album", "genre", "no genre", "untitled", "none", "null", "undefined", "n a"],
    ["various", "various artists", "various artist", "various performers", "va", "v a", "compilation", "compilations"],
    ["soundtrack", "original soundtrack", "ost", "other", "others", "misc", "miscellaneous", "default", "not set"],
    ["unbekannt", "unbekannter künstler", "unbekannter interpret", "unbekanntes album", "unbekanntes genre"],
    ["diverse", "diverse interpreten", "diverse künstler", "verschiedene", "verschiedene interpreten", "sonstige"],
    ["inconnu", "artiste inconnu", "album inconnu", "genre inconnu", "divers", "artistes divers", "artistes variés"],
    ["desconocido", "artista desconocido", "álbum desconocido", "varios", "varios artistas"],
    ["desconhecido", "artista desconhecido", "álbum desconhecido", "vários artistas", "vários"],
    ["sconosciuto", "artista sconosciuto", "album sconosciuto", "artisti vari", "aa vv", "vari"],
    ["onbekend", "onbekende artiest", "onbekend album", "diverse artiesten"],
    ["неизвестный исполнитель", "неизвестный альбом", "разные исполнители", "сборник"],
    ["未知艺术家", "未知歌手", "未知专辑", "群星", "不明なアーティスト", "不明なアルバム"],
  ].flat(),
);
/** Some sites write their address in place of the artist. */
const ADDRESS = /:\/\/|\bwww\./i;
const GUESTS = /\s+[([]?(?:feat\.?|ft\.|featuring)\s.*$/iu;
const SPACES = /[\p{Cc}\p{Zl}\p{Zp}\s]+/gu;

/**
 * Reads the tags of an audio file: ID3 (1, 2.2 to 2.4), Vorbis comments (FLAC, Ogg), RIFF INFO, APE. Names without meaning, such as
 * "Unknown Artist", count as absent, and so do broken tags. Never throws: an unreadable file has no tags.
 */
export async function readTags(path: string): Promise<Tags> {
  let common: ICommonTagsResult;
  try {
    ({ common } = await parseFile(path, { duration: false, skipCovers: true }));
  } catch {
    return {};
  }
  // ID3v2.3 separates artists by "/", which would split AC/DC.
  const artist = meaning(common.albumartist) ?? meaning(common.artists?.join("/")) ?? meaning(common.artist);
  const album = meaning(common.album);
  const genre = meaning(common.genre?.[0]);
  return { ...(artist && { artist: artist.replace(GUESTS, "") }), ...(album && { album }), ...(genre && { genre }) };
}

/** The text of a tag on one line; undefined if it has no meaning. */
function meaning(text: unknown): string | undefined {
  if (typeof text !== "string" || ADDRESS.test(text)) return undefined;
  const name = inUtf8(text).normalize("NFC").replace(SPACES, " ").trim().slice(0, LONGEST);
  const bare = name
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")
    .trim();
  return bare === "" || MEANINGLESS.has(bare) ? undefined : name;
}

/** RIFF INFO and ID3v1 don't state their encoding: text read as Latin-1 is often UTF-8. */
function inUtf8(text: string): string {
  if (!/[\u0080-\u00ff]/.test(text) || /[^\u0000-\u00ff]/.test(text)) return text;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(text, "latin1"));
  } catch {
    return text;
  }
}
