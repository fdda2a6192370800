-- What it did, storing now does with one seek: a trigger copied every page that an email touches.
DROP TRIGGER `emails_added`;
