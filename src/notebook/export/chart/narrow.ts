/** Below this width, in CSS pixels, a chart has its legend underneath. */
export const NARROW = 560;
