/** The whole suite as an outside program sees it. */
package dev.warren.e2e;
