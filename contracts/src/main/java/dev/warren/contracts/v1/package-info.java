/**
 * Version 1 of the messages that Warren's services and outside programs exchange; a published version is never edited.
 */
package dev.warren.contracts.v1;
