/** Dead letters that people can work with: to look at them, to send them back and to throw them away, over HTTP. */
package dev.warren.messaging.dead;
