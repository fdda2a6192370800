/** How many summaries the page reads at a time. */
export const PAGE_SIZE = 100;
