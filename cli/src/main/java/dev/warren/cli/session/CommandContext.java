package dev.warren.cli.session;

import java.time.Clock;

/**
 * What every command works with.
 *
 * @param suite who is asked
 * @param screen where the answers go
 * @param clock what ages and relative times are counted from
 */
public record CommandContext(SuiteClient suite, TerminalOutput screen, Clock clock) {}
