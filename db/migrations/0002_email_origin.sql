ALTER TABLE `emails` ADD `references` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `emails` ADD `hidden_text` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `emails` ADD `path` text DEFAULT '' NOT NULL;