/** How many bytes of a file are looked at before it is read: enough for every magic number, header row and charset. */
export const HEAD_BYTES = 64 * 1024;

/** Longest JSON element, line or CSV row, in bytes. Stops a file that opens a quote and never closes it from filling memory. */
export const ENTRY_LIMIT = 32 * 1024 * 1024;

/** Longest single message, in bytes. Large mail services stop at 50 MB; stops one endless message from filling memory. */
export const MESSAGE_LIMIT = 64 * 1024 * 1024;

/** Header bytes of one message, all parts together. Stops megabytes of folded headers, which cost far more than body text. */
export const HEADER_LIMIT = 1024 * 1024;

/** MIME parts in one message. Stops "200,000 parts in 10 MB", which blocks a parser for seconds. */
export const PART_LIMIT = 1_000;

/** MIME nesting, messages inside messages included. Stops a chain of multiparts that exhausts the stack. */
export const DEPTH_LIMIT = 40;

/** Longest HTML part that is turned into text, in characters. Stops a page of markup from blocking the reader. */
export const HTML_LIMIT = 4 * 1024 * 1024;

/** Characters of an unreadable entry that are kept. */
export const RAW_LIMIT = 2_000;
