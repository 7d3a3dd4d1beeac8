/** What the providers, the ledger and the results say of the same events, compared by an auditor. */
package dev.warren.bench.audit;
