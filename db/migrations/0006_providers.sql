CREATE TABLE `endpoints` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`base_url` text NOT NULL,
	`key` text,
	`concurrency` integer DEFAULT 2 NOT NULL,
	`created_at` integer NOT NULL,
	`removed_at` integer
);
--> statement-breakpoint
CREATE TABLE `prices` (
	`provider` text NOT NULL,
	`model` text NOT NULL,
	`since` integer NOT NULL,
	`input` real NOT NULL,
	`cached_input` real NOT NULL,
	`output` real NOT NULL,
	PRIMARY KEY(`provider`, `model`, `since`)
);
--> statement-breakpoint
ALTER TABLE `batches` ADD `expected` text;--> statement-breakpoint
ALTER TABLE `parts` ADD `cached_tokens` integer;--> statement-breakpoint
ALTER TABLE `parts` ADD `reasoning_tokens` integer;