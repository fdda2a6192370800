CREATE TABLE `summary_counts` (
	`batch_id` integer PRIMARY KEY NOT NULL,
	`summaries` integer NOT NULL,
	`current` integer NOT NULL
);
--> statement-breakpoint
INSERT INTO `summary_counts` (batch_id, summaries, current)
	SELECT batch_id, count(*), sum(is_current) FROM summaries GROUP BY batch_id;
--> statement-breakpoint
-- The counts follow, whoever stores or deletes a summary, or makes another one current.
CREATE TRIGGER `summaries_count_insert` AFTER INSERT ON `summaries` BEGIN
	INSERT INTO summary_counts (batch_id, summaries, current) VALUES (new.batch_id, 1, new.is_current)
		ON CONFLICT DO UPDATE SET summaries = summaries + 1, current = current + excluded.current;
END;
--> statement-breakpoint
CREATE TRIGGER `summaries_count_delete` AFTER DELETE ON `summaries` BEGIN
	UPDATE summary_counts SET summaries = summaries - 1, current = current - old.is_current WHERE batch_id = old.batch_id;
	DELETE FROM summary_counts WHERE batch_id = old.batch_id AND summaries = 0;
END;
--> statement-breakpoint
CREATE TRIGGER `summaries_count_current` AFTER UPDATE OF is_current ON `summaries` WHEN old.is_current <> new.is_current BEGIN
	UPDATE summary_counts SET current = current + new.is_current - old.is_current WHERE batch_id = new.batch_id;
END;
