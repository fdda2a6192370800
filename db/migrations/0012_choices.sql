DROP INDEX `emails_chosen`;--> statement-breakpoint
DROP INDEX `emails_duplicate`;--> statement-breakpoint
CREATE INDEX `emails_choice` ON `emails` (`dataset_id`,`choice_id`) WHERE choice_id is not null;--> statement-breakpoint
CREATE INDEX `emails_duplicate` ON `emails` (`dataset_id`,`left_out`) WHERE is_duplicate = 1;