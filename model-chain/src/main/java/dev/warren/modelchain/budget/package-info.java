/** Money for calls: it is reserved before a call is made, and a call without it is not made. */
package dev.warren.modelchain.budget;
