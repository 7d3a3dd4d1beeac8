/** Providers behind endpoints: guarded, limited, within budget, and what is known of their state. */
package dev.warren.modelchain.provider.endpoint;
