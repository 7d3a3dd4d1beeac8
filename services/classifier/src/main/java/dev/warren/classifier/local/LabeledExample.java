package dev.warren.classifier.local;

import dev.warren.modelchain.local.UnitVector;

/** A text whose label is known; labels are numbered from 0. */
record LabeledExample(UnitVector text, int label) {}
