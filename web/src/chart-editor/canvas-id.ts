/** The picture itself as a place to drop on. */
export const CANVAS_ID = "canvas";
