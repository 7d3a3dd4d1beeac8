/** The providers: how each is asked, what guards it, and how every call to it is recorded. */
package dev.warren.modelchain.provider;
