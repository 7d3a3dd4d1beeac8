package dev.warren.suite;

import dev.warren.testing.PackageRules;

class PackagesTest extends PackageRules {}
