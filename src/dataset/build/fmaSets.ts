/** One of FMA's archives, as the README of "FMA: A Dataset For Music Analysis" (github.com/mdeff/fma) lists it. */
export interface FmaArchive {
  readonly file: string;
  /** Of the whole archive, in hexadecimal. */
  readonly sha1: string;
  /** Its download size, for messages. */
  readonly size: string;
}

/** Where FMA's archives are served. */
export const FMA_ADDRESS = "https://os.unil.cloud.switch.ch/fma/";

/** Sets of 30-second clips, each containing the previous one. */
export const FMA_SETS: Readonly<Record<string, FmaArchive>> = {
  "fma-small": { file: "fma_small.zip", sha1: "ade154f733639d52e35e32f5593efe5be76c6d70", size: "7.2 GiB" },
  "fma-medium": { file: "fma_medium.zip", sha1: "c67b69ea232021025fca9231fc1c7c1a063ab50b", size: "22 GiB" },
  "fma-large": { file: "fma_large.zip", sha1: "497109f4dd721066b5ce5e5f250ec604dc78939e", size: "93 GiB" },
};

/** Lists of all tracks, with genre, artist, album and split. */
export const FMA_METADATA: FmaArchive = {
  file: "fma_metadata.zip",
  sha1: "f0df49ffe5f2a6008d7dc83c6915b31835dfe733",
  size: "342 MiB",
};
