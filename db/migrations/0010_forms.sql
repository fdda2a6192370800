ALTER TABLE `batches` ADD `form` text;--> statement-breakpoint
ALTER TABLE `batches` ADD `prompt_version` integer;--> statement-breakpoint
ALTER TABLE `parts` ADD `form` text;--> statement-breakpoint
ALTER TABLE `prompts` ADD `form` text;--> statement-breakpoint
ALTER TABLE `prompts` ADD `version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `summaries` ADD `fields` text;