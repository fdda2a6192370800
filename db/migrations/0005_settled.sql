ALTER TABLE `batches` ADD `settled_at` integer;--> statement-breakpoint
ALTER TABLE `batches` ADD `settled_by` text DEFAULT '' NOT NULL;