CREATE TABLE `batches` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`dataset_id` integer NOT NULL,
	`name` text NOT NULL,
	`state` text DEFAULT 'draft' NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`provider` text NOT NULL,
	`model` text NOT NULL,
	`recipe` text NOT NULL,
	`prompt_name` text NOT NULL,
	`instructions` text NOT NULL,
	`selection` text,
	`expanded_to` integer,
	`expanded_at` integer,
	`email_count` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text DEFAULT '' NOT NULL,
	`submitted_at` integer,
	`submitted_by` text DEFAULT '' NOT NULL,
	`cancel_requested_at` integer,
	`removed_at` integer,
	`purged_at` integer,
	FOREIGN KEY (`dataset_id`) REFERENCES `datasets`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `batches_dataset` ON `batches` (`dataset_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `batches_one_draft` ON `batches` (`dataset_id`) WHERE state = 'draft';--> statement-breakpoint
CREATE TABLE `dataset_files` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`dataset_id` integer NOT NULL,
	`name` text NOT NULL,
	`stored_name` text NOT NULL,
	`offset` integer DEFAULT 0 NOT NULL,
	`length` integer NOT NULL,
	`is_bundle` integer DEFAULT false NOT NULL,
	`state` text DEFAULT 'waiting' NOT NULL,
	`kind` text,
	`sha256` text,
	`bytes_read` integer DEFAULT 0 NOT NULL,
	`entries_read` integer DEFAULT 0 NOT NULL,
	`email_count` integer DEFAULT 0 NOT NULL,
	`problem_count` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`finished_at` integer,
	FOREIGN KEY (`dataset_id`) REFERENCES `datasets`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `dataset_files_dataset` ON `dataset_files` (`dataset_id`);--> statement-breakpoint
CREATE INDEX `dataset_files_open` ON `dataset_files` (`state`) WHERE state in ('waiting','importing');--> statement-breakpoint
CREATE TABLE `datasets` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text DEFAULT '' NOT NULL,
	`removed_at` integer,
	`purged_at` integer
);
--> statement-breakpoint
CREATE TABLE `deletions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`provider` text NOT NULL,
	`vendor_file_id` text NOT NULL,
	`batch_id` integer,
	`part_id` integer,
	`created_at` integer NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`next_attempt_at` integer NOT NULL,
	`deleted_at` integer,
	`receipt` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `deletions_file` ON `deletions` (`provider`,`vendor_file_id`);--> statement-breakpoint
CREATE TABLE `emails` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`dataset_id` integer NOT NULL,
	`file_id` integer NOT NULL,
	`position` integer NOT NULL,
	`message_id` text,
	`in_reply_to` text,
	`from_text` text NOT NULL,
	`from_name` text NOT NULL,
	`from_address` text NOT NULL,
	`to` text NOT NULL,
	`cc` text NOT NULL,
	`date` integer,
	`subject` text NOT NULL,
	`text` text NOT NULL,
	`attachments` text NOT NULL,
	`extra` text NOT NULL,
	`bytes` integer NOT NULL,
	`left_out` integer DEFAULT false NOT NULL,
	FOREIGN KEY (`file_id`) REFERENCES `dataset_files`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `emails_place` ON `emails` (`file_id`,`position`);--> statement-breakpoint
CREATE INDEX `emails_dataset` ON `emails` (`dataset_id`,`left_out`);--> statement-breakpoint
CREATE TABLE `import_problems` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`dataset_id` integer NOT NULL,
	`file_id` integer NOT NULL,
	`position` integer NOT NULL,
	`place` text NOT NULL,
	`code` text NOT NULL,
	`message` text NOT NULL,
	`raw` text NOT NULL,
	FOREIGN KEY (`file_id`) REFERENCES `dataset_files`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `import_problems_place` ON `import_problems` (`file_id`,`position`);--> statement-breakpoint
CREATE INDEX `import_problems_dataset` ON `import_problems` (`dataset_id`);--> statement-breakpoint
CREATE TABLE `intents` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`input` text NOT NULL,
	`output` text,
	`error` text,
	`created_at` integer NOT NULL,
	`answered_at` integer
);
--> statement-breakpoint
CREATE INDEX `intents_open` ON `intents` (`id`) WHERE answered_at is null;--> statement-breakpoint
CREATE TABLE `parts` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`batch_id` integer NOT NULL,
	`number` integer NOT NULL,
	`kind` text DEFAULT 'summaries' NOT NULL,
	`state` text DEFAULT 'waiting' NOT NULL,
	`provider` text NOT NULL,
	`model` text NOT NULL,
	`recipe` text NOT NULL,
	`instructions` text NOT NULL,
	`request_count` integer NOT NULL,
	`bytes` integer,
	`sha256` text,
	`intent_at` integer,
	`attempts` integer DEFAULT 0 NOT NULL,
	`next_attempt_at` integer,
	`reason` text,
	`vendor_file_id` text,
	`vendor_batch_id` text,
	`vendor_status` text,
	`vendor_times` text,
	`vendor_errors` text,
	`vendor_total` integer,
	`vendor_completed` integer,
	`vendor_failed` integer,
	`output_file_id` text,
	`error_file_id` text,
	`collected_lines` integer DEFAULT 0 NOT NULL,
	`input_tokens` integer,
	`output_tokens` integer,
	`submitted_at` integer,
	`synced_at` integer,
	`finished_at` integer,
	FOREIGN KEY (`batch_id`) REFERENCES `batches`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `parts_number` ON `parts` (`batch_id`,`number`);--> statement-breakpoint
CREATE INDEX `parts_open` ON `parts` (`state`) WHERE state not in ('done','stopped');--> statement-breakpoint
CREATE INDEX `parts_vendor_batch` ON `parts` (`vendor_batch_id`);--> statement-breakpoint
CREATE TABLE `prompts` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`recipe` text NOT NULL,
	`instructions` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `quarantine` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`part_id` integer NOT NULL,
	`source` text NOT NULL,
	`line` integer NOT NULL,
	`why` text NOT NULL,
	`raw` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `quarantine_place` ON `quarantine` (`part_id`,`source`,`line`);--> statement-breakpoint
CREATE TABLE `requests` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`batch_id` integer NOT NULL,
	`part_id` integer NOT NULL,
	`email_id` integer NOT NULL,
	`custom_id` text NOT NULL,
	`outcome` text,
	`reason_code` text,
	`reason` text,
	`input_tokens` integer,
	`output_tokens` integer,
	`is_latest` integer DEFAULT true NOT NULL,
	FOREIGN KEY (`part_id`) REFERENCES `parts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `requests_custom_id` ON `requests` (`part_id`,`custom_id`);--> statement-breakpoint
CREATE INDEX `requests_ledger` ON `requests` (`batch_id`,`is_latest`,`outcome`);--> statement-breakpoint
CREATE TABLE `settings` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `summaries` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`email_id` integer NOT NULL,
	`batch_id` integer NOT NULL,
	`dataset_id` integer NOT NULL,
	`request_id` integer NOT NULL,
	`outcome` text NOT NULL,
	`text` text NOT NULL,
	`reason` text,
	`provider` text NOT NULL,
	`model` text NOT NULL,
	`sender` text NOT NULL,
	`subject` text NOT NULL,
	`sender_key` text DEFAULT '' NOT NULL,
	`subject_key` text DEFAULT '' NOT NULL,
	`date` integer NOT NULL,
	`is_current` integer DEFAULT true NOT NULL,
	`created_at` integer NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`indexed_revision` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `summaries_email_batch` ON `summaries` (`email_id`,`batch_id`);--> statement-breakpoint
CREATE INDEX `summaries_batch` ON `summaries` (`batch_id`,`id`);--> statement-breakpoint
CREATE INDEX `summaries_newest` ON `summaries` (`id`,`date`,`dataset_id`,`batch_id`,`outcome`,`is_current`);--> statement-breakpoint
CREATE INDEX `summaries_date` ON `summaries` (`date`,`id`,`dataset_id`,`batch_id`,`outcome`,`is_current`);--> statement-breakpoint
CREATE INDEX `summaries_sender` ON `summaries` (`sender_key`,`id`,`date`,`dataset_id`,`batch_id`,`outcome`,`is_current`);--> statement-breakpoint
CREATE INDEX `summaries_subject` ON `summaries` (`subject_key`,`id`,`date`,`dataset_id`,`batch_id`,`outcome`,`is_current`);--> statement-breakpoint
CREATE INDEX `summaries_unindexed` ON `summaries` (`id`) WHERE indexed_revision < revision;