-- The words of every summary, folded by lib/search/fold.ts: the ascii tokenizer splits at spaces only.
CREATE VIRTUAL TABLE `summary_words` USING fts5(
	summary, subject, sender,
	content='', contentless_delete=1, prefix='3 4', tokenize='ascii'
);
--> statement-breakpoint
-- Deleted words leave in slices (lib/search/forget.ts), not in one long merge amid a delete.
INSERT INTO `summary_words` (`summary_words`, `rank`) VALUES ('deletemerge', 0);
