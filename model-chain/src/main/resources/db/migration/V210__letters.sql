-- the dead letters that the work was sent back as and tried for; null: none
ALTER TABLE work ADD COLUMN letters text[];
