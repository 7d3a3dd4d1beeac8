/** What a service was told to do: read, checked and refused in one go, with the file and the line of each fault. */
package dev.warren.settings;
