CREATE TABLE `extra_batches` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`part_id` integer NOT NULL,
	`provider` text NOT NULL,
	`vendor_batch_id` text NOT NULL,
	`vendor_status` text NOT NULL,
	`found_at` integer NOT NULL,
	`ended_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `extra_batches_vendor` ON `extra_batches` (`provider`,`vendor_batch_id`);--> statement-breakpoint
CREATE INDEX `extra_batches_part` ON `extra_batches` (`part_id`);--> statement-breakpoint
CREATE INDEX `extra_batches_open` ON `extra_batches` (`provider`) WHERE ended_at is null;--> statement-breakpoint
ALTER TABLE `parts` ADD `tokens` integer;--> statement-breakpoint
ALTER TABLE `parts` ADD `queue_waits` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `parts` ADD `must_cut` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `parts` ADD `waits_for_part_id` integer;--> statement-breakpoint
ALTER TABLE `requests` ADD `answer_place` integer;--> statement-breakpoint
CREATE INDEX `deletions_batch` ON `deletions` (`batch_id`);--> statement-breakpoint
CREATE INDEX `deletions_open` ON `deletions` (`next_attempt_at`) WHERE deleted_at is null;