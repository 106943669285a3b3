/** The environment variable that tells all processes of a command to leave columns out that they don't know. */
export const OTHER_COLUMNS_VARIABLE = "IGNORE_OTHER_COLUMNS";
export const OTHER_COLUMNS_OPTION = "--ignore-other-columns";
