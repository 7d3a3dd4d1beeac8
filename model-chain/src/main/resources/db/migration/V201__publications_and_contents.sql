-- Numbered above what every AI consumer has applied: Flyway passes over what comes later with a smaller number.

-- the fingerprint of the content that the work is about; null: done before contents were told apart
ALTER TABLE work ADD COLUMN fingerprint text;
-- the latest publication of the event that the work was done for; null: not known
ALTER TABLE work ADD COLUMN publication uuid;
-- when the outcome was stored; null: not ended, or before this was noted
ALTER TABLE work ADD COLUMN ended_at    timestamptz;
-- fingerprints of the event's other contents that have work of their own, in the order in which they came
ALTER TABLE work ADD COLUMN revisions   text[];
