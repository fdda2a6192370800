CREATE TABLE `embedding_bits` (
	`id` integer PRIMARY KEY NOT NULL,
	`model` integer NOT NULL,
	`bits` blob NOT NULL
);
--> statement-breakpoint
CREATE TABLE `embeddings` (
	`id` integer PRIMARY KEY NOT NULL,
	`model` integer NOT NULL,
	`vector` blob NOT NULL
);
--> statement-breakpoint
CREATE TABLE `search_words` (
	`word` text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
ALTER TABLE `summaries` ADD `embedded_revision` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `summaries_unembedded` ON `summaries` (`id`) WHERE embedded_revision < revision;
--> statement-breakpoint
-- Indexed again for the table of known words.
UPDATE `summaries` SET `revision` = `revision` + 1 WHERE `indexed_revision` > 0;
