/** What every command uses: options, exit codes, the screen, and the services' HTTP interfaces. */
package dev.warren.cli.session;
