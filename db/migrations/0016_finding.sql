CREATE TABLE `saved_searches` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`address` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text DEFAULT '' NOT NULL,
	`removed_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `saved_searches_name` ON `saved_searches` (lower(name)) WHERE removed_at is null;--> statement-breakpoint
ALTER TABLE `summaries` ADD `domain_key` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `summaries` ADD `has_problems` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `summaries_domain` ON `summaries` (`domain_key`,`id`) WHERE domain_key <> '';--> statement-breakpoint
CREATE INDEX `summaries_problems` ON `summaries` (`id`) WHERE has_problems = 1;--> statement-breakpoint
CREATE INDEX `summaries_steered` ON `summaries` (`id`) WHERE is_steered = 1;--> statement-breakpoint
-- What is indexed already gets its domain and its problems by being indexed again, in the background.
UPDATE `summaries` SET `indexed_revision` = -1 WHERE `indexed_revision` > 0;
