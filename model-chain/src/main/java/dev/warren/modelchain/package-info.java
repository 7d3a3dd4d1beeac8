/** What every AI consumer needs: features, and providers in order, guarded and metered. */
package dev.warren.modelchain;
