-- Instances of the version before write to it while they run beside those of this one.
COMMENT ON TABLE question IS 'not used any more';
