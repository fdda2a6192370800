CREATE TABLE `trials` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`batch_id` integer NOT NULL,
	`email_id` integer NOT NULL,
	`provider` text NOT NULL,
	`model` text NOT NULL,
	`body_hash` text,
	`outcome` text,
	`text` text DEFAULT '' NOT NULL,
	`reason_code` text,
	`reason` text,
	`input_tokens` integer,
	`output_tokens` integer,
	`created_at` integer NOT NULL,
	`started_at` integer,
	`answered_at` integer
);
--> statement-breakpoint
CREATE INDEX `trials_batch` ON `trials` (`batch_id`,`id`);--> statement-breakpoint
CREATE INDEX `trials_open` ON `trials` (`id`) WHERE answered_at is null;--> statement-breakpoint
DROP INDEX `requests_ledger`;--> statement-breakpoint
ALTER TABLE `requests` ADD `is_settled` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `requests_ledger` ON `requests` (`batch_id`,`is_latest`,`outcome`,`is_settled`);--> statement-breakpoint
ALTER TABLE `parts` ADD `longest_text` integer;--> statement-breakpoint
ALTER TABLE `parts` ADD `answer_tokens` integer;