PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_emails` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`dataset_id` integer NOT NULL,
	`file_id` integer NOT NULL,
	`position` integer NOT NULL,
	`message_id` text,
	`in_reply_to` text,
	`references` text DEFAULT '[]' NOT NULL,
	`from_text` text NOT NULL,
	`from_name` text NOT NULL,
	`from_address` text NOT NULL,
	`to` text NOT NULL,
	`cc` text NOT NULL,
	`date` integer,
	`subject` text NOT NULL,
	`path` text DEFAULT '' NOT NULL,
	`bytes` integer NOT NULL,
	`is_duplicate` integer DEFAULT false NOT NULL,
	`chosen_out` integer,
	`choice_id` integer,
	`left_out` integer GENERATED ALWAYS AS ((coalesce(chosen_out, is_duplicate))) VIRTUAL NOT NULL,
	`content_key` text,
	`is_short` integer DEFAULT false NOT NULL,
	`subject_key` text,
	`is_reply` integer DEFAULT false NOT NULL,
	`thread_id` text,
	`text` text NOT NULL,
	`hidden_text` text DEFAULT '' NOT NULL,
	`attachments` text NOT NULL,
	`extra` text NOT NULL,
	FOREIGN KEY (`file_id`) REFERENCES `dataset_files`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
-- What a person left out stays so; nothing else of the new columns is known of emails that were read before.
INSERT INTO `__new_emails`("id", "dataset_id", "file_id", "position", "message_id", "in_reply_to", "references", "from_text", "from_name", "from_address", "to", "cc", "date", "subject", "path", "bytes", "chosen_out", "text", "hidden_text", "attachments", "extra") SELECT "id", "dataset_id", "file_id", "position", "message_id", "in_reply_to", "references", "from_text", "from_name", "from_address", "to", "cc", "date", "subject", "path", "bytes", nullif("left_out", 0), "text", "hidden_text", "attachments", "extra" FROM `emails`;--> statement-breakpoint
DROP TABLE `emails`;--> statement-breakpoint
ALTER TABLE `__new_emails` RENAME TO `emails`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE UNIQUE INDEX `emails_place` ON `emails` (`file_id`,`position`);--> statement-breakpoint
CREATE INDEX `emails_dataset` ON `emails` (`dataset_id`,`left_out`);--> statement-breakpoint
CREATE INDEX `emails_content` ON `emails` (`dataset_id`,`content_key`,`is_duplicate`,`file_id`,`position`) WHERE content_key is not null;--> statement-breakpoint
CREATE INDEX `emails_message` ON `emails` (`dataset_id`,`message_id`) WHERE message_id is not null;--> statement-breakpoint
CREATE INDEX `emails_subject` ON `emails` (`dataset_id`,`subject_key`,`is_reply`) WHERE subject_key is not null;--> statement-breakpoint
CREATE INDEX `emails_thread` ON `emails` (`dataset_id`,`thread_id`,`is_duplicate`) WHERE thread_id is not null;--> statement-breakpoint
CREATE INDEX `emails_duplicate` ON `emails` (`dataset_id`) WHERE is_duplicate = 1;--> statement-breakpoint
CREATE INDEX `emails_file_duplicate` ON `emails` (`file_id`) WHERE is_duplicate = 1;--> statement-breakpoint
CREATE INDEX `emails_chosen` ON `emails` (`dataset_id`) WHERE chosen_out is not null;--> statement-breakpoint
CREATE INDEX `emails_short` ON `emails` (`dataset_id`) WHERE is_short = 1;--> statement-breakpoint
CREATE INDEX `emails_hidden` ON `emails` (`dataset_id`) WHERE hidden_text <> '';--> statement-breakpoint
CREATE INDEX `emails_undated` ON `emails` (`dataset_id`) WHERE date is null;--> statement-breakpoint
CREATE INDEX `emails_unsigned` ON `emails` (`dataset_id`) WHERE from_text = '';--> statement-breakpoint
-- Of emails with the same content the first by file order counts, the others are its duplicates. At most one of them is
-- unmarked before and after each statement, so both triggers look at two rows however many there are.
CREATE TRIGGER `emails_added` AFTER INSERT ON `emails` WHEN new.content_key IS NOT NULL BEGIN
	UPDATE `emails` SET `is_duplicate` = 1
	WHERE dataset_id = new.dataset_id AND content_key = new.content_key AND is_duplicate = 0 AND id <> (
		SELECT id FROM `emails`
		WHERE dataset_id = new.dataset_id AND content_key = new.content_key AND is_duplicate = 0
		ORDER BY file_id, position LIMIT 1
	);
END;--> statement-breakpoint
CREATE TRIGGER `emails_removed` AFTER DELETE ON `emails` WHEN old.content_key IS NOT NULL AND old.is_duplicate = 0 BEGIN
	UPDATE `emails` SET `is_duplicate` = 0
	WHERE id = (
		SELECT id FROM `emails`
		WHERE dataset_id = old.dataset_id AND content_key = old.content_key AND is_duplicate = 1
		ORDER BY file_id, position LIMIT 1
	);
END;
