/** How much one consumer does, what durability costs it, and how long an event takes through the suite. */
package dev.warren.bench.speed;
