CREATE TABLE `summary_tags` (
	`summary_id` integer NOT NULL,
	`tag_id` integer NOT NULL,
	`source` text NOT NULL,
	`off_by` integer,
	PRIMARY KEY(`summary_id`, `tag_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `summary_tags_tag` ON `summary_tags` (`tag_id`,`summary_id`) WHERE off_by is null;--> statement-breakpoint
CREATE TABLE `tag_changes` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`tag_id` integer NOT NULL,
	`other_id` integer,
	`summary_id` integer,
	`name_before` text,
	`at` integer NOT NULL,
	`by` text DEFAULT '' NOT NULL,
	`undone_at` integer
);
--> statement-breakpoint
CREATE TABLE `tag_counts` (
	`batch_id` integer NOT NULL,
	`tag_id` integer NOT NULL,
	`summaries` integer NOT NULL,
	`current` integer NOT NULL,
	PRIMARY KEY(`batch_id`, `tag_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `tags` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`key` text NOT NULL,
	`into_id` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tags_key` ON `tags` (`key`);--> statement-breakpoint
CREATE INDEX `tags_into` ON `tags` (`into_id`) WHERE into_id is not null;--> statement-breakpoint
CREATE INDEX `summaries_category` ON `summaries` (fields ->> '$.category') WHERE fields ->> '$.category' is not null;--> statement-breakpoint
CREATE INDEX `summaries_sentiment` ON `summaries` (fields ->> '$.sentiment') WHERE fields ->> '$.sentiment' is not null;--> statement-breakpoint
CREATE INDEX `summaries_urgency` ON `summaries` (fields ->> '$.urgency') WHERE fields ->> '$.urgency' is not null;--> statement-breakpoint
-- The counts of tags follow, whoever gives a tag, takes it off, or makes another summary current.
CREATE TRIGGER `summary_tags_insert` AFTER INSERT ON `summary_tags` WHEN new.off_by IS NULL BEGIN
	INSERT INTO tag_counts (batch_id, tag_id, summaries, current)
		SELECT batch_id, new.tag_id, 1, is_current FROM summaries WHERE id = new.summary_id
		ON CONFLICT DO UPDATE SET summaries = summaries + 1, current = current + excluded.current;
END;
--> statement-breakpoint
CREATE TRIGGER `summary_tags_delete` AFTER DELETE ON `summary_tags` WHEN old.off_by IS NULL BEGIN
	UPDATE tag_counts SET summaries = summaries - 1,
		current = current - (SELECT is_current FROM summaries WHERE id = old.summary_id)
		WHERE tag_id = old.tag_id AND batch_id = (SELECT batch_id FROM summaries WHERE id = old.summary_id);
END;
--> statement-breakpoint
CREATE TRIGGER `summary_tags_off` AFTER UPDATE OF off_by ON `summary_tags` WHEN old.off_by IS NULL AND new.off_by IS NOT NULL BEGIN
	UPDATE tag_counts SET summaries = summaries - 1,
		current = current - (SELECT is_current FROM summaries WHERE id = new.summary_id)
		WHERE tag_id = new.tag_id AND batch_id = (SELECT batch_id FROM summaries WHERE id = new.summary_id);
END;
--> statement-breakpoint
CREATE TRIGGER `summary_tags_on` AFTER UPDATE OF off_by ON `summary_tags` WHEN old.off_by IS NOT NULL AND new.off_by IS NULL BEGIN
	INSERT INTO tag_counts (batch_id, tag_id, summaries, current)
		SELECT batch_id, new.tag_id, 1, is_current FROM summaries WHERE id = new.summary_id
		ON CONFLICT DO UPDATE SET summaries = summaries + 1, current = current + excluded.current;
END;
--> statement-breakpoint
CREATE TRIGGER `summaries_tags_current` AFTER UPDATE OF is_current ON `summaries` WHEN old.is_current <> new.is_current BEGIN
	UPDATE tag_counts SET current = current + new.is_current - old.is_current WHERE batch_id = new.batch_id
		AND tag_id IN (SELECT tag_id FROM summary_tags WHERE summary_id = new.id AND off_by IS NULL);
END;
--> statement-breakpoint
CREATE TRIGGER `summaries_tags_delete` BEFORE DELETE ON `summaries` BEGIN
	DELETE FROM summary_tags WHERE summary_id = old.id;
END;
