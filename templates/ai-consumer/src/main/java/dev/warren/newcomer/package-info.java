/** The newcomer: writes headlines for business events. */
package dev.warren.newcomer;
