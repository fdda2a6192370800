ALTER TABLE `parts` ADD `doubt_at` integer;--> statement-breakpoint
ALTER TABLE `parts` ADD `look_agains` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `parts_doubted` ON `parts` (`doubt_at`) WHERE doubt_at is not null;