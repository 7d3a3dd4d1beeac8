/** What every consumer needs: decoding, confirmed publishing, retry and dead-lettering around a handler. */
package dev.warren.messaging;
