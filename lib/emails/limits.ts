/** How many bytes of a file are looked at before it is read: enough for every magic number, header row and charset. */
export const HEAD_BYTES = 64 * 1024;

/** Longest JSON element, line or CSV row, in bytes. Stops a file that opens a quote and never closes it from filling memory. */
export const ENTRY_LIMIT = 32 * 1024 * 1024;

/** Longest single message, in bytes. Large mail services stop at 50 MB; stops one endless message from filling memory. */
export const MESSAGE_LIMIT = 64 * 1024 * 1024;

/** Header bytes of one message, all parts together. Stops megabytes of folded headers, which cost far more than body text. */
export const HEADER_LIMIT = 1024 * 1024;

/** MIME parts in one message. Stops "200,000 parts in 10 MB", which blocks a parser for seconds. */
export const PART_LIMIT = 5_000;

/** MIME nesting, messages inside messages included. Stops a chain of multiparts that exhausts the stack. */
export const DEPTH_LIMIT = 200;

/** Bytes that are searched for boundaries, every level of nesting counted. Stops large parts that are nested deep. */
export const SEARCH_LIMIT = 1024 * 1024 * 1024;

/** Bytes of messages inside messages that carry a transfer encoding, all together. Stops copies of copies. */
export const COPY_LIMIT = 64 * 1024 * 1024;

/** Bytes of one text part that are decoded. Stops a body of 60 MB of base64 from filling memory; no model could read more. */
export const TEXT_LIMIT = 4 * 1024 * 1024;

/** Longest HTML part that is turned into text, in characters. Stops a page of markup from blocking the reader. */
export const HTML_LIMIT = 4 * 1024 * 1024;

/** Characters of an unreadable entry that are kept. */
export const RAW_LIMIT = 2_000;

/** Files in one archive, those of archives inside it included. Stops an archive of a million empty names. */
export const ARCHIVE_ENTRIES = 200_000;

/** Archives inside an archive. Stops "42.zip", in which each of sixteen archives holds sixteen more, five levels deep. */
export const ARCHIVE_DEPTH = 3;

/** Zip and tar archives inside one archive, all levels together. Stops "42.zip" at the level that is still allowed: 4,096 of them. */
export const ARCHIVE_NESTED = 500;

/** Bytes that one archive may unpack to, all its levels together. Stops entries that lie over one another and count many times. */
export const ARCHIVE_BYTES = 64 * 1024 ** 3;

/** How many times its packed size an entry may unpack to. Deflate reaches 1,032 on a bomb, and about 20 on real mail. */
export const ARCHIVE_RATIO = 250;

/** Unpacked bytes of an entry from which the ratio counts, since a small file harms nobody. */
export const ARCHIVE_RATIO_FROM = 64 * 1024 * 1024;

/** Unpacked bytes of all entries together from which the ratio counts against the whole archive. Stops thousands of small bombs, and entries that share the same packed bytes. */
export const ARCHIVE_TOTAL_FROM = 128 * 1024 * 1024;

/** How many times its packed size a whole archive may unpack to: less than one entry, since not all mail in it is alike. */
export const ARCHIVE_TOTAL_RATIO = 100;

/** Bytes kept in memory of a file that lies packed in an archive and must be read in any order; more goes to a temporary file. */
export const SPOOL_MEMORY = 8 * 1024 * 1024;

/** Largest such file. Stops an Outlook archive or a nested zip from filling the disk. */
export const SPOOL_LIMIT = 4 * 1024 ** 3;

/** Largest Outlook archive. Pages of it are read as they are needed, so this is what an upload may have, not what memory holds. */
export const PST_LIMIT = 20 * 1024 ** 3;

/** Bytes of an Outlook archive kept in memory: its index is walked from the top for every message. */
export const PST_CACHE = 24 * 1024 * 1024;

/** Largest workbook, bytes. It is held in memory while it is read. */
export const WORKBOOK_LIMIT = 64 * 1024 * 1024;

/** Bytes that the parts of a workbook may unpack to. Stops a few kilobytes that become gigabytes of shared texts. */
export const WORKBOOK_UNPACKED = 192 * 1024 * 1024;

/** The same for workbooks that a library loads whole before the first row (.xls, .xlsb, .ods), and their size itself. */
export const LOADED_WORKBOOK = 32 * 1024 * 1024;

/** Processor time for opening a workbook and for each portion of its rows, ms. Stops bytes on which a library never ends. */
export const WORKBOOK_CPU_MS = 1_500;

/** What is added to that for each megabyte of the file: a sound one of the slowest format takes about 300 ms. */
export const WORKBOOK_CPU_PER_MB_MS = 500;

/** Time in which the reading of a workbook uses no processor at all, ms. Stops a library that waits for bytes that never come. */
export const WORKBOOK_SILENCE_MS = 5_000;

/** Memory of the thread that reads a workbook, MB. Stops what unpacks to far more in memory than on disk; only the thread dies of it. */
export const WORKBOOK_MEMORY_MB = 192;

/** Sheets of a workbook that are looked at. */
export const SHEET_LIMIT = 200;

/** Columns of a sheet that are read. Stops one row of 16,384 cells, each of which would become a column. */
export const COLUMN_LIMIT = 1_000;
