/** What a call would use, before it is made. */
package dev.warren.aiconsumer.estimate;
