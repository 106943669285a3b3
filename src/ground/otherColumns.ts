/** The environment variable that makes all processes of a command leave out columns they don't know. */
export const OTHER_COLUMNS_VARIABLE = "IGNORE_OTHER_COLUMNS";
export const OTHER_COLUMNS_OPTION = "--ignore-other-columns";
