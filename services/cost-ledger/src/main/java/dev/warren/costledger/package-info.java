/** The ledger: what every model call cost, who it was for, and the spend of any period. */
package dev.warren.costledger;
