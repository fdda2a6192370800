CREATE TABLE `action_items` (
	`summary_id` integer NOT NULL,
	`place` integer NOT NULL,
	`dataset_id` integer NOT NULL,
	`batch_id` integer NOT NULL,
	`what` text NOT NULL,
	`owner` text,
	`due` text,
	`due_day` integer DEFAULT 999999 NOT NULL,
	`is_due_read` integer DEFAULT false NOT NULL,
	`done_at` integer,
	`done_by` text DEFAULT '' NOT NULL,
	PRIMARY KEY(`summary_id`, `place`)
);
--> statement-breakpoint
CREATE INDEX `action_items_open` ON `action_items` (`due_day`,`summary_id`,`place`,`dataset_id`,`batch_id`) WHERE done_at is null;--> statement-breakpoint
CREATE INDEX `action_items_done` ON `action_items` (`done_at`) WHERE done_at is not null;--> statement-breakpoint
CREATE INDEX `action_items_unread` ON `action_items` (`summary_id`,`place`) WHERE is_due_read = 0;--> statement-breakpoint
CREATE TABLE `map_landmarks` (
	`id` integer PRIMARY KEY NOT NULL,
	`low` blob NOT NULL,
	`x` real NOT NULL,
	`y` real NOT NULL
);
--> statement-breakpoint
CREATE TABLE `map_points` (
	`id` integer PRIMARY KEY NOT NULL,
	`map` integer NOT NULL,
	`x` integer NOT NULL,
	`y` integer NOT NULL,
	`shuffle` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `map_points_place` ON `map_points` (`map`,`y`,`x`);--> statement-breakpoint
CREATE INDEX `map_points_sample` ON `map_points` (`map`,`shuffle`,`x`,`y`);--> statement-breakpoint
CREATE TABLE `map_queue` (
	`id` integer PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE `maps` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`model` integer NOT NULL,
	`vectors` integer NOT NULL,
	`mean` blob NOT NULL,
	`axes` blob NOT NULL,
	`queued_to` integer,
	`made_at` integer NOT NULL
);
--> statement-breakpoint
DROP INDEX `summaries_category`;--> statement-breakpoint
DROP INDEX `summaries_sentiment`;--> statement-breakpoint
DROP INDEX `summaries_urgency`;--> statement-breakpoint
CREATE INDEX `summaries_category` ON `summaries` (fields ->> '$.category',`id`,`date`,`dataset_id`,`batch_id`,`outcome`,`is_current`) WHERE fields ->> '$.category' is not null;--> statement-breakpoint
CREATE INDEX `summaries_sentiment` ON `summaries` (fields ->> '$.sentiment',`id`,`date`,`dataset_id`,`batch_id`,`outcome`,`is_current`) WHERE fields ->> '$.sentiment' is not null;--> statement-breakpoint
CREATE INDEX `summaries_urgency` ON `summaries` (fields ->> '$.urgency',`id`,`date`,`dataset_id`,`batch_id`,`outcome`,`is_current`) WHERE fields ->> '$.urgency' is not null;--> statement-breakpoint
-- What is to be done follows the answers, whoever stores them.
CREATE TRIGGER `action_items_insert` AFTER INSERT ON `summaries` WHEN new.fields ->> '$.actions' IS NOT NULL BEGIN
	INSERT INTO action_items (summary_id, place, dataset_id, batch_id, what, owner, due, is_due_read)
		SELECT new.id, a.key, new.dataset_id, new.batch_id, a.value ->> 'what', a.value ->> 'owner', a.value ->> 'due', a.value ->> 'due' IS NULL
		FROM json_each(new.fields, '$.actions') a;
END;
--> statement-breakpoint
CREATE TRIGGER `action_items_update` AFTER UPDATE OF fields ON `summaries` WHEN new.fields IS NOT old.fields BEGIN
	DELETE FROM action_items WHERE summary_id = new.id AND place >= coalesce(json_array_length(new.fields, '$.actions'), 0);
	INSERT INTO action_items (summary_id, place, dataset_id, batch_id, what, owner, due, is_due_read)
		SELECT new.id, a.key, new.dataset_id, new.batch_id, a.value ->> 'what', a.value ->> 'owner', a.value ->> 'due', a.value ->> 'due' IS NULL
		FROM json_each(coalesce(new.fields, '{}'), '$.actions') a WHERE true
		ON CONFLICT DO UPDATE SET what = excluded.what, owner = excluded.owner, due = excluded.due, due_day = 999999,
			is_due_read = excluded.is_due_read, done_at = iif(what = excluded.what, done_at, NULL),
			done_by = iif(what = excluded.what, done_by, '');
END;
--> statement-breakpoint
CREATE TRIGGER `action_items_delete` AFTER DELETE ON `summaries` BEGIN
	DELETE FROM action_items WHERE summary_id = old.id;
END;
--> statement-breakpoint
INSERT INTO action_items (summary_id, place, dataset_id, batch_id, what, owner, due, is_due_read)
	SELECT s.id, a.key, s.dataset_id, s.batch_id, a.value ->> 'what', a.value ->> 'owner', a.value ->> 'due', a.value ->> 'due' IS NULL
	FROM summaries s, json_each(s.fields, '$.actions') a WHERE s.fields ->> '$.actions' IS NOT NULL;
--> statement-breakpoint
-- The map follows the vectors, whoever stores and forgets them.
CREATE TRIGGER `map_queue_insert` AFTER INSERT ON `embeddings` BEGIN
	INSERT OR IGNORE INTO map_queue (id) VALUES (new.id);
END;
--> statement-breakpoint
CREATE TRIGGER `map_points_delete` AFTER DELETE ON `embeddings` BEGIN
	DELETE FROM map_points WHERE id = old.id;
	DELETE FROM map_landmarks WHERE id = old.id;
	DELETE FROM map_queue WHERE id = old.id;
END;
--> statement-breakpoint
INSERT INTO map_queue (id) SELECT id FROM embedding_bits;
