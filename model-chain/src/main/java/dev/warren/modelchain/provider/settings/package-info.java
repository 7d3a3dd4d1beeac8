/** The settings of providers, checked at start. */
package dev.warren.modelchain.provider.settings;
