/** JSON and Unicode, read strictly. */
package dev.warren.contracts.json;
