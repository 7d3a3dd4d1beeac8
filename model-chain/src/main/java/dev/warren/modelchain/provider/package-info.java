/** Providers as the chain knows them: questions, answers, the log of calls, and why a provider did not answer. */
package dev.warren.modelchain.provider;
