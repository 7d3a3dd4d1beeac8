/** What the attributes of an event may be, who it is attributed to, and when two publications are the same. */
package dev.warren.contracts.event;
