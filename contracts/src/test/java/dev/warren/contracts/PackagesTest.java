package dev.warren.contracts;

import dev.warren.testing.PackageRules;

class PackagesTest extends PackageRules {}
