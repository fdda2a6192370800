ALTER TABLE `tags` ADD `queued_to` integer;--> statement-breakpoint
CREATE INDEX `tags_queued` ON `tags` (`id`) WHERE queued_to is not null;
--> statement-breakpoint
-- The index gets a fourth column, for what the answer says beside its summary and for its tags: it is made anew.
DROP TABLE `summary_words`;
--> statement-breakpoint
CREATE VIRTUAL TABLE `summary_words` USING fts5(
	summary, subject, sender, fields,
	content='', contentless_delete=1, prefix='3 4', tokenize='ascii'
);
--> statement-breakpoint
INSERT INTO `summary_words` (`summary_words`, `rank`) VALUES ('deletemerge', 0);
--> statement-breakpoint
-- Nothing is in it any more: every summary is indexed again, in the background.
UPDATE `summaries` SET `indexed_revision` = 0 WHERE `indexed_revision` <> 0;
