CREATE INDEX `requests_problems` ON `requests` (`batch_id`,`reason_code`,`is_settled`,`part_id`,`outcome`,`reason`) WHERE is_latest = 1 and outcome in ('failed','not_run');--> statement-breakpoint
-- Action items and counts are stored by the same code as their answer: a trigger makes SQLite keep a way back for every insert.
DROP TRIGGER `summaries_count_insert`;--> statement-breakpoint
DROP TRIGGER `action_items_insert`;--> statement-breakpoint
DROP TRIGGER `action_items_update`;
