package dev.warren.modelchain.local;

import java.util.Arrays;
import java.util.Collection;

/**
 * An immutable vector of length one, so that the dot product of two is their cosine; or the zero vector, alike to
 * nothing.
 */
public final class UnitVector {

    private final float[] values;

    private UnitVector(float[] values) {
        this.values = values;
    }

    /** The direction of the given values; the array is copied. */
    public static UnitVector of(float[] values) {
        double length = 0;
        for (float value : values) {
            length += (double) value * value;
        }
        float scale = length == 0 ? 0 : (float) (1 / Math.sqrt(length));
        float[] unit = new float[values.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = values[i] * scale;
        }
        return new UnitVector(unit);
    }

    /** The zero vector. */
    public static UnitVector zero(int dimension) {
        return new UnitVector(new float[dimension]);
    }

    /** The direction in between; the vectors have one dimension, and there is at least one. */
    public static UnitVector mean(Collection<UnitVector> vectors) {
        float[] sum = new float[vectors.iterator().next().dimension()];
        for (UnitVector vector : vectors) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += vector.values[i];
            }
        }
        return of(sum);
    }

    /** From -1 to 1; 1 for the same direction. */
    public double dot(UnitVector other) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += (double) values[i] * other.values[i];
        }
        return sum;
    }

    public float get(int i) {
        return values[i];
    }

    public int dimension() {
        return values.length;
    }

    public boolean isZero() {
        for (float value : values) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UnitVector vector && Arrays.equals(values, vector.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }
}
