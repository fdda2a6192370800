CREATE TABLE `summary_edits` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`summary_id` integer NOT NULL,
	`revision` integer NOT NULL,
	`how` text NOT NULL,
	`text` text NOT NULL,
	`at` integer NOT NULL,
	`who` text DEFAULT '' NOT NULL,
	`ended_review_at` integer,
	`ended_review_by` text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE INDEX `summary_edits_summary` ON `summary_edits` (`summary_id`,`id`);--> statement-breakpoint
ALTER TABLE `summaries` ADD `grounded_revision` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `summaries` ADD `claims` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `summaries` ADD `is_steered` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `summaries` ADD `needs_look` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `summaries` ADD `corrected_at` integer;--> statement-breakpoint
ALTER TABLE `summaries` ADD `corrected_by` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `summaries` ADD `reviewed_at` integer;--> statement-breakpoint
ALTER TABLE `summaries` ADD `reviewed_by` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `summaries` ADD `rating` integer;--> statement-breakpoint
ALTER TABLE `summaries` ADD `picked_at` integer;--> statement-breakpoint
ALTER TABLE `summaries` ADD `kept_at` integer GENERATED ALWAYS AS ((nullif(max(coalesce(corrected_at, 0), coalesce(reviewed_at, 0), coalesce(picked_at, 0)), 0))) VIRTUAL;--> statement-breakpoint
CREATE INDEX `summaries_ungrounded` ON `summaries` (`id`) WHERE outcome = 'summarised' and grounded_revision < revision;--> statement-breakpoint
CREATE INDEX `summaries_needs_look` ON `summaries` (`id`) WHERE needs_look = 1 and reviewed_at is null;--> statement-breakpoint
CREATE INDEX `summaries_reviewed` ON `summaries` (`id`) WHERE reviewed_at is not null;--> statement-breakpoint
CREATE INDEX `summaries_corrected` ON `summaries` (`id`) WHERE corrected_at is not null;--> statement-breakpoint
-- What a text was is never rewritten.
CREATE TRIGGER `summary_edits_stay` BEFORE UPDATE ON `summary_edits` BEGIN
	SELECT raise(abort, 'summary_edits is append-only');
END;
