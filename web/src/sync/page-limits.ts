/** What the server keeps of a dashboard's pages; it refuses more. */
export const MAX_PAGES = 50;
export const MAX_TILES = 200;
export const MAX_PAGE_NAME = 255;
