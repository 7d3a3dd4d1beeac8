/** The problems (RFC 9457) that all services answer with: their types, the codes of faults, and one shape. */
package dev.warren.http.problem;
