/**
 * What is kept so that nothing is paid twice: who works on what, every call that was made, how it ended, and answers.
 */
package dev.warren.modelchain.store;
