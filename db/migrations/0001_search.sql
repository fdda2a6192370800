-- The words of every summary, folded by lib/search/fold.ts: the ascii tokenizer splits at spaces only.
CREATE VIRTUAL TABLE `summary_words` USING fts5(
	summary, subject, sender,
	content='', contentless_delete=1, prefix='3', tokenize='ascii'
);
