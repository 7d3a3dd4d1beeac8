/** The operator's commands against a running suite, over the HTTP interfaces of its services. */
package dev.warren.cli;
