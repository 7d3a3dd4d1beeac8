/** What becomes of events while nobody can answer: they wait, and a probe at a time tests the water. */
package dev.warren.modelchain.outage;
