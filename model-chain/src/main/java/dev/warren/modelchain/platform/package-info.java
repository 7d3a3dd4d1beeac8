/** What depends on the platform that a service is built for. */
package dev.warren.modelchain.platform;
