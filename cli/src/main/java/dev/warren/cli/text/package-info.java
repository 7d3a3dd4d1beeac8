/** Words and tables for people at a terminal. */
package dev.warren.cli.text;
