/** The shape of the network and of its work space. */

/** Frames in a patch, about 3 seconds. */
export const PATCH_FRAMES = 187;
/** Mel bands in a frame. */
export const BANDS = 96;
/** The size of the penultimate layer. */
export const EMBEDDING = 200;
/** Channels of each of the three convolutions in the middle. */
export const MIDDLE = 64;
/** Frames covered by the filters of the front end and the middle. */
export const TAPS = 7;
/** Frames of zeros before a patch, so that such filters fit at its ends. */
export const PAD = 3;
/** The frames, padded to the loops' blocks of 24 and to the reach of the filters. */
export const ROWS = 192;
export const PADDED_ROWS = ROWS + 2 * PAD;
/** Length of the transform over time: a patch and the longest filter fit. */
export const TIME = 256;

/** The front end's convolutions, in the order of their outputs. Their normalisations are numbered in this order. */
export const TIMBRAL = ["conv2d", "conv2d_1"] as const;
export const TEMPORAL = ["conv2d_2", "conv2d_3", "conv2d_4"] as const;
