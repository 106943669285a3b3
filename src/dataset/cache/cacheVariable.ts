/** The environment variable that puts the project's cache into another folder, or with the value `off` does without. */
export const CACHE_VARIABLE = "TABLE_CACHE";
export const CACHE_OFF = "off";
