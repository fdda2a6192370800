CREATE TABLE `picked_before` (
	`pick_id` integer NOT NULL,
	`summary_id` integer NOT NULL,
	`picked_at` integer NOT NULL,
	PRIMARY KEY(`pick_id`, `summary_id`)
);
--> statement-breakpoint
CREATE TABLE `picks` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`batch_id` integer NOT NULL,
	`other_id` integer NOT NULL,
	`state` text NOT NULL,
	`place` integer DEFAULT 0 NOT NULL,
	`done` integer DEFAULT 0 NOT NULL,
	`kept` integer DEFAULT 0 NOT NULL,
	`at` integer NOT NULL,
	`who` text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE INDEX `picks_open` ON `picks` (`id`) WHERE state in ('picking', 'undoing');--> statement-breakpoint
CREATE INDEX `picks_batches` ON `picks` (`batch_id`,`other_id`);