/**
 * Measures what a telephone line changes in what the network hears: `node --import tsx tools/telephone-axes.ts CLIPS`, with the folder of
 * the sample's clips. Writes `data/fma-sample/musicnn/telephone.csv`.
 */
import { resolve } from "node:path";
import { readFeatureTable, selectFeatures } from "../src/dataset/index.ts";
import { writeFileAtomic } from "../src/ground/index.ts";
import { EMBEDDING_FEATURES } from "../src/schema.ts";
import { telephoneAxes } from "./hearing/telephoneAxes.ts";

const DIGITS = 5;
const SAMPLE = resolve(import.meta.dirname, "../data/fma-sample/musicnn");
const table = selectFeatures(await readFeatureTable(`${SAMPLE}/features_3s.csv`, "segment"), EMBEDDING_FEATURES);
const axes = await telephoneAxes(table, resolve(process.argv[2]!));
const lines = axes.map((axis) => Array.from(axis, (value) => Number(value.toPrecision(DIGITS))).join(","));
writeFileAtomic(`${SAMPLE}/telephone.csv`, `${[EMBEDDING_FEATURES.join(","), ...lines].join("\n")}\n`);
