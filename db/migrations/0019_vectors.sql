CREATE TABLE `embedding_calls` (
	`provider` text NOT NULL,
	`model` text NOT NULL,
	`day` integer NOT NULL,
	`input_tokens` integer NOT NULL,
	PRIMARY KEY(`provider`, `model`, `day`)
);
--> statement-breakpoint
CREATE TABLE `vector_requests` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`part_id` integer NOT NULL,
	`summary_id` integer NOT NULL,
	`revision` integer NOT NULL,
	`text` text NOT NULL,
	`outcome` text,
	`reason` text,
	`input_tokens` integer
);
--> statement-breakpoint
CREATE INDEX `vector_requests_part` ON `vector_requests` (`part_id`,`outcome`);--> statement-breakpoint
CREATE INDEX `vector_requests_open` ON `vector_requests` (`part_id`,`id`) WHERE outcome is null;--> statement-breakpoint
ALTER TABLE `parts` ADD `dimensions` integer;--> statement-breakpoint
ALTER TABLE `parts` ADD `is_filling` integer DEFAULT false NOT NULL;