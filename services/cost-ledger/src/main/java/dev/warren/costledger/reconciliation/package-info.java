/** Whether a provider's own record of usage agrees with the ledger, and if not, why. */
package dev.warren.costledger.reconciliation;
