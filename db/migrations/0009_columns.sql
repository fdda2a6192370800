CREATE TABLE `column_matches` (
	`headers_id` text PRIMARY KEY NOT NULL,
	`fields` text,
	`revision` integer DEFAULT 1 NOT NULL,
	`chosen_at` integer NOT NULL,
	`chosen_by` text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE `file_tables` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`dataset_id` integer NOT NULL,
	`file_id` integer NOT NULL,
	`headers_id` text NOT NULL,
	`columns` text NOT NULL,
	`fields` text NOT NULL,
	`guess` text NOT NULL,
	`is_sure` integer NOT NULL,
	`is_chosen` integer NOT NULL,
	`dates` text NOT NULL,
	`rows` text NOT NULL,
	FOREIGN KEY (`file_id`) REFERENCES `dataset_files`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `file_tables_headers` ON `file_tables` (`file_id`,`headers_id`);--> statement-breakpoint
CREATE INDEX `file_tables_dataset` ON `file_tables` (`dataset_id`,`headers_id`);--> statement-breakpoint
ALTER TABLE `dataset_files` ADD `reading` integer DEFAULT 1 NOT NULL;