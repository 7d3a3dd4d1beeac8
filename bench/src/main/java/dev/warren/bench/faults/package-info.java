/** What is lost and what is paid twice while parts of the suite are killed, cut off or misled. */
package dev.warren.bench.faults;
