-- What an email supports is looked up in more forms, and in the fields as well: every summary is grounded again, in the
-- background, and what a due date means is read again.
UPDATE `summaries` SET `grounded_revision` = 0 WHERE `outcome` = 'summarised' AND `grounded_revision` <> 0;
--> statement-breakpoint
UPDATE `action_items` SET `is_due_read` = 0 WHERE `due` IS NOT NULL;
