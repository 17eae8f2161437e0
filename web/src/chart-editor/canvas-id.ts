/** The picture itself as a place to drop on. */
export const CANVAS_ID = "canvas";

/** The page that a picture is begun on. */
export const PAGE_ID = "page";
