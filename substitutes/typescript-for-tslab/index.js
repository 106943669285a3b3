// Met only where something begins tslab by itself: src/notebook/loadTslab.ts puts the project's TypeScript here first.
Error.stackTraceLimit = 0;
throw new Error(
  "tslab's own kernel is not installed in this project: `npm run lab` opens its notebooks, `npm run kernel` installs their kernel",
);
