package dev.warren.intake;

import dev.warren.testing.PackageRules;

class PackagesTest extends PackageRules {}
